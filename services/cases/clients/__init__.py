"""What cases reaches outside its own rules: the vault's keys."""
