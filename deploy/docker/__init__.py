"""The platform in containers: one image, whose roles are named by its argument."""
