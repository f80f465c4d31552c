"""How the platform is deployed, without deploying it."""
