"""Keep the words of each person's name and their sounds in rows of their own, newest case last, and every word once.

A common name finds its newest cases without looking at all who bear it, and a name that is mistyped is looked for among words,
of which there are far fewer than people: two words that are one slip apart are the same once a letter is left out of each.
Triggers keep all of it; a word that nobody bears any more is forgotten.
"""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

revision = "cases_0030"
down_revision = "cases_0029"
branch_labels = None
depends_on = None

# Not parallel: a search looks at a few rows, and PostgreSQL, which expects many, would wait longer for its workers to start.
SLIPS = """
CREATE FUNCTION slips_of(word text) RETURNS text[] LANGUAGE sql IMMUTABLE STRICT PARALLEL UNSAFE
RETURN CASE WHEN length(word) < 4 THEN ARRAY[word] ELSE ARRAY(
  SELECT DISTINCT overlay(word PLACING '' FROM place FOR 1) FROM generate_series(1, length(word)) AS place
) || word END
"""
# Names are folded and heard in assignments, whose expressions PL/pgSQL keeps ready; in a query they are made ready at each row.
# Its plans are kept as well: one that reads a table whole, made while there are few words, would be kept when there are many.
KEEP = """
CREATE FUNCTION keep_name_words() RETURNS trigger LANGUAGE plpgsql SET enable_seqscan = off AS $$
DECLARE
  heard text[];
  former text[] := '{}';
  words text[];
  one text;
BEGIN
  IF TG_OP <> 'INSERT' AND OLD.name IS NOT NULL THEN
    heard := name_sounds(OLD.name);
    former := string_to_array(folded_name(OLD.name), ' ');
    DELETE FROM person_sounds WHERE sound = ANY (heard) AND case_id = OLD.case_id AND person_id = OLD.id;
    DELETE FROM person_words WHERE word = ANY (former) AND case_id = OLD.case_id AND person_id = OLD.id;
  END IF;
  IF TG_OP <> 'DELETE' AND NEW.name IS NOT NULL THEN
    heard := name_sounds(NEW.name);
    words := string_to_array(folded_name(NEW.name), ' ');
    INSERT INTO person_sounds (sound, case_id, person_id)
    SELECT DISTINCT sound, NEW.case_id, NEW.id FROM unnest(heard) AS sound WHERE sound <> '';
    INSERT INTO person_words (word, case_id, person_id)
    SELECT DISTINCT word, NEW.case_id, NEW.id FROM unnest(words) AS word;
    FOR one IN SELECT DISTINCT word FROM unnest(words) AS word ORDER BY word LOOP
      CONTINUE WHEN EXISTS (SELECT FROM name_words WHERE word = one);
      heard := array_remove(name_sounds(one), '');
      INSERT INTO name_words (word, sounds) VALUES (one, heard) ON CONFLICT DO NOTHING;
    END LOOP;
  END IF;
  FOREACH one IN ARRAY former LOOP
    DELETE FROM name_words
    WHERE word = one AND NOT EXISTS (SELECT FROM person_words AS borne WHERE borne.word = one);
  END LOOP;
  RETURN NULL;
END $$
"""
TRIGGERS = """
CREATE TRIGGER keep_name_words AFTER INSERT OR DELETE ON case_persons
  FOR EACH ROW EXECUTE FUNCTION keep_name_words();
CREATE TRIGGER keep_changed_name_words AFTER UPDATE OF name ON case_persons
  FOR EACH ROW WHEN (NEW.name IS DISTINCT FROM OLD.name) EXECUTE FUNCTION keep_name_words()
"""
FILL = """
INSERT INTO person_sounds (sound, case_id, person_id)
SELECT DISTINCT sound, case_id, id FROM case_persons, unnest(name_sounds(name)) AS sound WHERE sound <> '';
INSERT INTO person_words (word, case_id, person_id)
SELECT DISTINCT word, case_id, id FROM case_persons, unnest(string_to_array(folded_name(name), ' ')) AS word;
INSERT INTO name_words (word, sounds)
SELECT word, array_remove(name_sounds(word), '') FROM (SELECT DISTINCT word FROM person_words) AS words
"""
"""What the triggers would have written, for people who were there before them, or were copied in without them."""


def upgrade() -> None:
    """Make the tables, fill them, then let the triggers keep them; the indexes over whole names are no longer asked."""
    for table, key in (("person_sounds", "sound"), ("person_words", "word")):
        op.create_table(
            table,
            sa.Column(key, sa.Text(), nullable=False),
            sa.Column("case_id", sa.UUID(), nullable=False),
            sa.Column("person_id", sa.UUID(), nullable=False),
            sa.PrimaryKeyConstraint(key, "case_id", "person_id", name=op.f(f"pk_{table}")),
        )
    op.create_table(
        "name_words",
        sa.Column("word", sa.Text(), nullable=False),
        sa.Column("sounds", postgresql.ARRAY(sa.Text()), nullable=False),
        sa.PrimaryKeyConstraint("word", name=op.f("pk_name_words")),
    )
    for statement in (SLIPS, FILL, KEEP, TRIGGERS):
        op.execute(statement)
    op.execute("CREATE INDEX ix_name_words_slips ON name_words USING gin (slips_of(word))")
    op.execute("ANALYZE person_sounds, person_words, name_words")
    op.execute("DROP INDEX ix_case_persons_sounds")
    op.execute("DROP INDEX ix_case_persons_folded")


def downgrade() -> None:
    """Remove them, and make the indexes over whole names again."""
    op.execute("DROP TRIGGER keep_name_words ON case_persons")
    op.execute("DROP TRIGGER keep_changed_name_words ON case_persons")
    op.execute("DROP FUNCTION keep_name_words()")
    for table in ("name_words", "person_words", "person_sounds"):
        op.drop_table(table)
    op.execute("DROP FUNCTION slips_of(text)")
    op.execute(
        "CREATE INDEX ix_case_persons_sounds ON case_persons USING gin (name_sounds(name)) WHERE name IS NOT NULL"
    )
    op.execute(
        "CREATE INDEX ix_case_persons_folded ON case_persons USING gin (folded_name(name) gin_trgm_ops)"
        " WHERE name IS NOT NULL"
    )
