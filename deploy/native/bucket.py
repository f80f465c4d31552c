"""The documents' bucket: versions, object lock (which can only be switched on when the bucket is made), and who may upload to it."""

from __future__ import annotations

import base64
import hashlib
from collections.abc import Iterable
from urllib.parse import urlsplit
from xml.sax.saxutils import escape

from minio import Minio
from minio.error import S3Error


def open_store(url: str, access_key: str, secret_key: str) -> Minio:
    """Give a client of the object store."""
    parts = urlsplit(url)
    return Minio(
        parts.netloc, access_key=access_key, secret_key=secret_key, secure=parts.scheme == "https", region="us-east-1"
    )


def make_bucket(client: Minio, bucket: str, origins: Iterable[str]) -> None:
    """Make the bucket, once, and let browsers that come from these origins read and write with signed addresses."""
    if not client.bucket_exists(bucket):
        client.make_bucket(bucket, object_lock=True)
    _allow_origins(client, bucket, origins)


def _allow_origins(client: Minio, bucket: str, origins: Iterable[str]) -> None:
    allowed = "".join(f"<AllowedOrigin>{escape(origin)}</AllowedOrigin>" for origin in origins)
    methods = "".join(f"<AllowedMethod>{method}</AllowedMethod>" for method in ("GET", "HEAD", "PUT", "POST"))
    exposed = "".join(f"<ExposeHeader>{name}</ExposeHeader>" for name in ("ETag", "x-amz-version-id"))
    rule = f"{allowed}{methods}<AllowedHeader>*</AllowedHeader>{exposed}<MaxAgeSeconds>3600</MaxAgeSeconds>"
    body = f"<CORSConfiguration><CORSRule>{rule}</CORSRule></CORSConfiguration>".encode()
    checksum = base64.b64encode(hashlib.md5(body).digest()).decode()  # noqa: S324 - the protocol asks for it, not for secrecy
    try:
        # The client has no call for this one; MinIO allows every origin and does not know the request.
        client._execute(  # noqa: SLF001
            "PUT", bucket, body=body, headers={"Content-MD5": checksum, "Content-Type": "application/xml"},
            query_params={"cors": ""},
        )  # fmt: skip
    except S3Error as error:
        if error.code != "NotImplemented":
            raise
