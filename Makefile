PYTHON ?= python3

.PHONY: site serve test test-long check new
site serve test test-long check new:
	@$(PYTHON) bootstrap.py $@ $(ARGS)
