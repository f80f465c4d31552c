"""The services of the platform: each folder is one independent service; `common` is the chassis they stand on."""
