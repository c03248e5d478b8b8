"""Who is in the texts: people with their roles, institutions, governments, groups; one record per actor.

`names` knows how far a name reaches, `people` sights names, `naming` tells whose they are, `roles` what a
text calls them, `callings` what that says, `homes` where they are from; `world` knows states and
institutions; `mentions`, `states` and `organizations` find where the texts name all of them, and `find`
makes the cast of it.
"""

from __future__ import annotations

from briefgen.analysis.actors.find import find_actors
from briefgen.analysis.actors.records import Actor, ActorKind, Cast, Form, Home, Mention, Role

__all__ = ["Actor", "ActorKind", "Cast", "Form", "Home", "Mention", "Role", "find_actors"]
