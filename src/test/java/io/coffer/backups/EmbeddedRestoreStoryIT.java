package io.coffer.backups;

/** The story on the store inside Coffer. */
class EmbeddedRestoreStoryIT extends RestoreStory {

}
