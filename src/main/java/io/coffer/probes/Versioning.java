package io.coffer.probes;

/** What a bucket does with an object that is deleted or replaced. */
public enum Versioning {

	/** It is gone. */
	NONE,

	/** It stays as an old version, and takes space. */
	KEPT,

	/** New ones are gone; old versions from before stay. */
	SUSPENDED

}
