"""Where a built graph lives: :mod:`~nato_kg.store.embedded` keeps it in a folder, published in one step."""

from nato_kg.store.embedded import BuildInfo, EmbeddedStore, hold_in_memory, open_store, publish

__all__ = ["BuildInfo", "EmbeddedStore", "hold_in_memory", "open_store", "publish"]
