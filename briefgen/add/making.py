"""From a document to the files of a source: its text as Markdown, what it was made from, a record."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass, field, replace

from briefgen.add.facts import facts_of
from briefgen.add.known import Shelf
from briefgen.add.markdown import SUFFIX, as_markdown, blocks_of, front_matter
from briefgen.add.naming import Names, name_for, name_of_file
from briefgen.add.reading import read
from briefgen.add.record import Document, Outcome
from briefgen.errors import UserError
from briefgen.model import Article
from briefgen.readers import ORIGINALS, read_one
from briefgen.readers.folder import File
from briefgen.readers.formats.extracted import Extracted, NoArticleError, UnreadableError
from briefgen.readers.metadata import missing, written
from briefgen.readers.originals import RECORD, Original
from briefgen.staging import Staging

_AS_THEY_ARE = (".txt", ".md", ".markdown")
"""Files of these formats are kept as the user wrote them."""


@dataclass(kw_only=True)
class Desk:
    """Where documents become sources, one after another."""

    stage: Staging
    shelf: Shelf
    names: Names
    originals: bool
    made: dict[str, Article] = field(default_factory=dict)
    """Place → each source that was made."""

    def take_in(self, document: Document) -> Outcome:
        """Make a source of it, unless it is there already, and say what became of it.

        Raises SeedsError where nothing can be written.
        """
        outcome = self._taken_in(document)
        return replace(outcome, within=document.within, entry=document.entry)

    def _taken_in(self, document: Document) -> Outcome:
        visit = document.visit
        if (path := self.shelf.made_from(document.raw, visit.url if visit else None)) is not None:
            why = "it was made from the same bytes"
            return Outcome(given=document.called, status="there", path=path, why=why)
        try:
            found = read(document)
            if not found.text.strip():
                raise NoArticleError("; ".join(found.problems) or "is empty")
            if document.own and document.suffix in _AS_THEY_ARE:
                return self._kept(document)
            return self._written(document, found)
        except NoArticleError as error:
            # What a crawler brought along is not missed; what the user named, or a list, is.
            along = document.within is not None and document.visit is None
            return Outcome(given=document.called, status="passed" if along else "failed", why=str(error))
        except UnreadableError as error:
            return Outcome(given=document.called, status="failed", why=str(error))
        except UserError:  # the disk is full: nothing of anything comes in
            raise
        except Exception as error:  # an odd file never stops the others
            why = f"can't be read as {document.suffix}: {error!r}"
            return Outcome(given=document.called, status="failed", why=why)

    def _kept(self, document: Document) -> Outcome:
        """A file of the user's own text, byte for byte."""
        article, remarks = _as_source(document.raw, f"new{document.suffix}")
        if (there := self.shelf.same(article)) is not None:
            return _there(document, there)
        name = name_of_file(document.stem) if document.stem else name_for(article, None)
        earlier = self.shelf.earlier(article)
        name = self._free(name, earlier)
        path = f"{name}{document.suffix}"
        self.stage.put(path, document.raw)
        return self._done(document, replace(article, id=name, path=path), earlier, remarks)

    def _written(self, document: Document, found: Extracted) -> Outcome:
        """A source in Markdown, and what it was made from."""
        facts, doubts = facts_of(found, document)
        body = as_markdown(blocks_of(found))
        article, odd = _as_source(f"{front_matter(facts)}{body}".encode(), f"new{SUFFIX}")
        if (there := self.shelf.same(article)) is not None:
            return _there(document, there)
        earlier = self.shelf.earlier(article)
        name = self._free(name_for(article, document.stem), earlier)
        remarks = tuple(dict.fromkeys((*document.remarks, *found.problems, *doubts, *odd)))
        if self.originals:
            kept = f"{ORIGINALS}/{name}{document.suffix}"
            facts = {**facts, "original": kept}
            self.stage.put(kept, document.raw)
            record = _record(document, kept, f"{name}{SUFFIX}", remarks)
            self.stage.put(f"{kept}{RECORD}", record.as_json())
        self.stage.put(f"{name}{SUFFIX}", f"{front_matter(facts)}{body}".encode())
        return self._done(document, replace(article, id=name, path=f"{name}{SUFFIX}"), earlier, remarks)

    def _free(self, name: str, earlier: Article | None) -> str:
        return self.names.free(name) if earlier is None else self.names.after(_stem(earlier.path))

    def _done(
        self, document: Document, article: Article, earlier: Article | None, remarks: tuple[str, ...]
    ) -> Outcome:
        self.shelf.take(article)
        self.made[article.path] = article
        return Outcome(
            given=document.called, status="added", path=article.path, remarks=remarks,
            title=article.title if article.title_given else None, words=len(article.text.split()),
            missing=missing(article), relation="version" if earlier else None,
            of=earlier.path if earlier else None,
        )  # fmt: skip


def _as_source(raw: bytes, path: str) -> tuple[Article, tuple[str, ...]]:
    """The article that a build reads from such a file."""
    file = File(path=path, raw=raw, sha256=hashlib.sha256(raw).hexdigest())
    article, problems = read_one(file, "", "new")
    return article, problems


def _there(document: Document, there: Article) -> Outcome:
    why = "the same text and address" if there.url else "the same text"
    return Outcome(given=document.called, status="there", path=there.path, why=why)


def _record(document: Document, kept: str, article: str, remarks: tuple[str, ...]) -> Original:
    visit, sha256 = document.visit, hashlib.sha256(document.raw).hexdigest()
    known = Original(
        path=kept, article=article, sha256=sha256, size=len(document.raw), remarks=remarks,
        name=f"{document.stem}{document.suffix}" if document.stem else None,
    )  # fmt: skip
    if visit is None:
        return known
    return replace(
        known, asked=visit.asked, url=visit.url, content_type=visit.content_type, charset=visit.charset,
        etag=visit.etag, modified=visit.modified, retrieved=written(visit.retrieved),
    )  # fmt: skip


def _stem(path: str) -> str:
    return path.rpartition("/")[2].rpartition(".")[0]
