"""A service without a trade, which shows what the chassis does: it keeps notes, and can be asked to fail in every way."""
