PYTHON ?= python3

.PHONY: site serve test test-long check
site serve test test-long check:
	@$(PYTHON) bootstrap.py $@ $(ARGS)
