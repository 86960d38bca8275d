package io.coffer.direct;

import io.coffer.backups.BackupExamples;
import io.swagger.v3.oas.annotations.media.Schema;
import java.net.URI;
import java.time.Instant;

/**
 * A ticket for straight uploads.
 *
 * @param companionUrl what upload widgets are given as their server: whoever has it adds
 * backups, so it is as secret as a token
 * @param expiresAt when it ends
 */
record NewTicket(@Schema(example = "https://backup.example.org/uploads/t/eyJ0eXAi...") URI companionUrl,
		@Schema(example = BackupExamples.TIME) Instant expiresAt) {

	@Override
	public String toString() {
		return "NewTicket[expiresAt=" + this.expiresAt + "]";
	}

}
