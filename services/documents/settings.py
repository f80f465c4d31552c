"""What the documents service needs from the environment: where the object store is, for itself and for browsers."""

from __future__ import annotations

from dataclasses import dataclass

from services.common.settings import new_env, seal


@dataclass(frozen=True, slots=True)
class DocumentsSettings:
    """Two addresses of one store: `s3_url` for the service, `s3_public_url` for the links it hands out (no path in either)."""

    s3_url: str
    s3_public_url: str
    s3_access_key: str
    s3_secret_key: str
    s3_bucket: str


def read_settings() -> DocumentsSettings:
    """Read the settings; stop the process, naming all that is missing."""
    env = new_env()
    settings = DocumentsSettings(
        s3_url=env.str("S3_URL"),
        s3_public_url=env.str("S3_PUBLIC_URL"),
        s3_access_key=env.str("S3_ACCESS_KEY"),
        s3_secret_key=env.str("S3_SECRET_KEY"),
        s3_bucket=env.str("S3_BUCKET"),
    )
    seal(env)
    return settings
