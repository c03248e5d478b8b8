"""The workers of a Dask cluster. The one module that imports it."""

from __future__ import annotations

from concurrent.futures import Executor

from briefgen.errors import ConfigError
from briefgen.work.gang import Crew, Gang

_PATIENCE = 10
"""Seconds that are waited for the scheduler to answer."""


def connected(address: str) -> Crew:
    """The workers of the cluster whose scheduler has this address.

    Raises ConfigError where Dask is not installed, and where nobody answers.
    """
    try:
        from distributed import Client
    except ImportError:
        raise ConfigError("executor: Dask is not installed: pip install 'briefgen[dask]'") from None
    try:
        client = Client(  # type: ignore[no-untyped-call]
            address, timeout=_PATIENCE, set_as_default=False
        )
        workers = len(client.nthreads())  # type: ignore[no-untyped-call]
    except (OSError, ValueError, TimeoutError) as error:
        raise ConfigError(f"executor: no Dask scheduler answers at {address}: {error}") from None
    return _Cluster(client, max(1, workers))


class _Cluster(Gang):
    """Its workers, and the connection to them."""

    def __init__(self, client: object, workers: int) -> None:
        super().__init__(lambda: _executor(client), workers, least=2)
        self._client = client

    def close(self) -> None:
        """Leave the cluster; its workers go on for others."""
        super().close()
        self._client.close()  # type: ignore[attr-defined]


def _executor(client: object) -> Executor:
    # A piece whose worker dies goes to another, three times at most: it may be what they die of.
    return client.get_executor(retries=3)  # type: ignore[attr-defined,no-any-return]
