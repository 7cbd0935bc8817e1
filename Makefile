PYTHON ?= python3

.PHONY: site serve test test-long check new screenshots
site serve test test-long check new screenshots:
	@$(PYTHON) bootstrap.py $@ $(ARGS)
