package io.coffer.storage;

/** The contract on the store inside Coffer. */
class EmbeddedStorageContractIT extends StorageContract {

	@Override
	S3Settings settings() {
		return this.embedded.open();
	}

}
