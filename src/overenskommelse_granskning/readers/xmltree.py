"""Parsing of XML from outside: no entities, no network, bounded depth.

An entity declared in a document part is never wanted in an office file, so a part that declares one
is refused rather than expanded.
"""

from __future__ import annotations

from typing import Any

from lxml import etree

from ..errors import unreadable
from .options import Limits


def parse_xml(data: bytes, limits: Limits, *, whole: bool = False) -> etree._Element:
    """The root element. Raises R013 for entity, depth and size bombs, R005 for malformed XML.

    ``whole`` keeps comments and processing instructions, for a tree that is to be written again.
    """
    if b"<!ENTITY" in data or data.count(b"<") > limits.xml_tags:
        raise unreadable("R013")
    parser = etree.XMLParser(
        resolve_entities=False,
        no_network=True,
        load_dtd=False,
        dtd_validation=False,
        huge_tree=False,
        remove_comments=not whole,
        remove_pis=not whole,
    )
    try:
        root = etree.fromstring(data, parser)
    except etree.XMLSyntaxError as error:
        text = str(error).lower()
        bomb = "depth" in text or "huge" in text or "amplification" in text or "entity" in text
        raise unreadable("R013" if bomb else "R005") from error
    except (ValueError, LookupError) as error:
        raise unreadable("R005") from error
    dtd: Any = root.getroottree().docinfo.internalDTD
    if dtd is not None and next(iter(dtd.iterentities()), None) is not None:
        # Reached only where the declaration hides from a byte search, as in UTF-16.
        raise unreadable("R013")
    return root


def content_of(element: etree._Element) -> str:
    """All text below an element, with single blanks."""
    return " ".join("".join(str(text) for text in element.itertext()).split())
