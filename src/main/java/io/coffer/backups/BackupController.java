package io.coffer.backups;

import io.coffer.problems.ProblemException;
import io.coffer.problems.ProblemType;
import io.coffer.security.Caller;
import io.coffer.security.Role;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.http.CacheControl;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** Lists, shows, restores and deletes backups. */
@RestController
@RequestMapping("/backups")
class BackupController {

	private static final Duration LONGEST_FOR_A_DEVICE = Duration.ofHours(1);

	private static final Duration LONGEST = Duration.ofDays(7);

	private final BackupService backups;

	BackupController(BackupService backups) {
		this.backups = backups;
	}

	@GetMapping
	BackupPage list(@RequestParam(defaultValue = "50") @Min(1) @Max(1000) int limit,
			@RequestParam(required = false) @Nullable String cursor,
			@RequestParam(required = false) @Nullable String device, @RequestParam(required = false) @Nullable String q,
			@RequestParam(defaultValue = "newest") BackupSort sort) {
		return this.backups.page(new BackupFilter(null, device, null, q), sort, limit, cursor);
	}

	@GetMapping("/latest")
	ResponseEntity<Backup> latest(@RequestParam(required = false) @Nullable String device,
			@RequestParam(required = false) @Nullable String exceptDevice) {
		return tagged(this.backups.latest(new BackupFilter(null, device, exceptDevice, null)));
	}

	@GetMapping("/{key}")
	ResponseEntity<Backup> get(@PathVariable String key) {
		return tagged(this.backups.get(key));
	}

	@PostMapping("/{key}/restore")
	ResponseEntity<RestoreLink> restore(@PathVariable String key,
			@RequestParam(defaultValue = "PT15M") Duration expiresIn, @AuthenticationPrincipal Caller caller) {
		Duration longest = caller.role().includes(Role.OPERATOR) ? LONGEST : LONGEST_FOR_A_DEVICE;
		if (expiresIn.compareTo(Duration.ofSeconds(1)) < 0 || expiresIn.compareTo(longest) > 0) {
			throw new ProblemException(ProblemType.VALIDATION_FAILED, "The URL cannot live that long.").with("errors",
					List.of(Map.of("field", "expiresIn", "message", "must be from PT1S to " + longest)));
		}
		return ResponseEntity.ok().cacheControl(CacheControl.noStore()).body(this.backups.restore(key, expiresIn));
	}

	@DeleteMapping("/{key}")
	@ResponseStatus(HttpStatus.NO_CONTENT)
	void delete(@PathVariable String key) {
		this.backups.delete(key);
	}

	private static ResponseEntity<Backup> tagged(Backup backup) {
		return ResponseEntity.ok().eTag(backup.descriptionTag()).body(backup);
	}

}
