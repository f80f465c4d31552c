"""The gateway's own pages: plain HTML made here, in English and Urdu, without scripts and with nothing from outside."""
