PYTHON ?= python3

.PHONY: site serve test test-long check new publish screenshots
site serve test test-long check new publish screenshots:
	@$(PYTHON) bootstrap.py $@ $(ARGS)
