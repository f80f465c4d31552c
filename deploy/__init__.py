"""How the platform is started: without containers (native), with them (docker), and what both share."""
