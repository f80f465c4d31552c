"""Files for the tests: PDFs that are made on the spot, and real ones where they lie beside the project."""

from __future__ import annotations

import hashlib
import io
import os
import zlib
from pathlib import Path
from typing import Any

from reportlab.lib.pdfencrypt import StandardEncryption
from reportlab.pdfgen.canvas import Canvas

ROOT = Path(__file__).resolve().parents[3]


def make_pdf(*pages: str, password: str | None = None) -> bytes:
    """Make a PDF with one line of text a page."""
    output = io.BytesIO()
    canvas = Canvas(output, encrypt=StandardEncryption(password) if password else None)
    for text in pages or ("The State versus Allah Ditta",):
        canvas.drawString(72, 720, text)
        canvas.showPage()
    canvas.save()
    return output.getvalue()


def find_real_pdf(name: str) -> Path | None:
    """Give a real document whose name begins so, when the public test documents are there."""
    folder = Path(os.environ.get("CMMS_TEST_DATA", ROOT.parent / "shared" / "data"))
    return next(iter(sorted(folder.glob(f"*/{name}*.pdf"))), None)


def describe(content: bytes, **other: Any) -> dict[str, Any]:
    """Describe a file truthfully, as an honest sender does; override what the test is about."""
    described: dict[str, Any] = {
        "file_name": "challan.pdf", "media_type": "application/pdf", "size": len(content),
        "sha256": hashlib.sha256(content).hexdigest(),
    }  # fmt: skip
    return {**described, **other}


def make_bomb(signs: int = 12_000_000) -> bytes:
    """Make a small PDF whose one page unpacks to so many signs, by default far more than anybody may wait for."""
    packed = zlib.compress(b"BT /F1 9 Tf 0 0 Td " + b"(x) Tj " * signs + b"ET", 1)
    objects = (
        b"<< /Type /Catalog /Pages 2 0 R >>",
        b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
        b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 612 792] /Contents 4 0 R /Resources << /Font << /F1 5 0 R >> >> >>",
        b"<< /Length %d /Filter /FlateDecode >> stream\n%s\nendstream" % (len(packed), packed),
        b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>",
    )
    numbered = [b"%d 0 obj %s endobj\n" % (number, body) for number, body in enumerate(objects, 1)]
    return b"%PDF-1.4\n" + b"".join(numbered) + b"trailer << /Root 1 0 R >>\n%%EOF"
