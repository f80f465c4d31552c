"""Add the library's items and sections, searched by folded words and by citation."""

from alembic import op

revision = "learning_0002"
down_revision = "learning_0001"
branch_labels = None
depends_on = None

LIBRARY = """
CREATE EXTENSION IF NOT EXISTS pg_trgm;

CREATE TABLE library_items (
  id uuid NOT NULL,
  kind text NOT NULL,
  title_en text NOT NULL,
  title_ur text,
  abbreviation text,
  year integer NOT NULL,
  citation text NOT NULL,
  source_url text,
  language text NOT NULL,
  in_force_from date NOT NULL,
  superseded_on date,
  supersedes_id uuid,
  folded_name text NOT NULL,
  folded_abbreviation text,
  section_count integer NOT NULL,
  version integer NOT NULL,
  added_by uuid NOT NULL,
  added_at timestamptz NOT NULL DEFAULT now(),
  CONSTRAINT pk_library_items PRIMARY KEY (id),
  CONSTRAINT uq_library_items_citation_language_in_force_from UNIQUE (citation, language, in_force_from),
  CONSTRAINT ck_library_items_superseded_later CHECK (superseded_on > in_force_from),
  CONSTRAINT fk_library_items_supersedes_id FOREIGN KEY (supersedes_id) REFERENCES library_items (id)
);
CREATE INDEX ix_library_items_folded_abbreviation ON library_items (folded_abbreviation);
CREATE INDEX ix_library_items_folded_name ON library_items USING gin (folded_name gin_trgm_ops);
CREATE INDEX ix_library_items_kind_id ON library_items (kind, id);
CREATE UNIQUE INDEX ix_library_items_supersedes_id ON library_items (supersedes_id);

CREATE TABLE library_sections (
  id uuid NOT NULL,
  item_id uuid NOT NULL,
  place integer NOT NULL,
  number text NOT NULL,
  folded_number text NOT NULL,
  heading text NOT NULL,
  chapter text,
  text text NOT NULL,
  search tsvector NOT NULL,
  CONSTRAINT pk_library_sections PRIMARY KEY (id),
  CONSTRAINT uq_library_sections_item_id_place UNIQUE (item_id, place),
  CONSTRAINT fk_library_sections_item_id FOREIGN KEY (item_id) REFERENCES library_items (id)
);
CREATE INDEX ix_library_sections_folded_number ON library_sections (folded_number);
CREATE INDEX ix_library_sections_search ON library_sections USING gin (search);
"""


def upgrade() -> None:
    """Make the tables and their search indexes."""
    op.execute(LIBRARY)


def downgrade() -> None:
    """Refuse: what the law said is kept."""
    raise NotImplementedError("the library is not removed")
