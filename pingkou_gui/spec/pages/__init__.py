"""The six pages, a module each; these modules hold data and nothing else."""
