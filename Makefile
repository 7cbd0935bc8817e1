PYTHON ?= python3

.PHONY: site serve test test-long check new publish links screenshots
site serve test test-long check new publish links screenshots:
	@$(PYTHON) bootstrap.py $@ $(ARGS)
