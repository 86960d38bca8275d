package io.coffer.direct;

import io.coffer.callers.Caller;
import io.coffer.callers.DeviceName;
import io.coffer.callers.Vault;
import io.coffer.problems.ProblemException;
import io.coffer.problems.ProblemType;
import io.coffer.security.Tickets;
import io.coffer.uploads.UploadPlanner;
import jakarta.servlet.http.HttpServletRequest;
import java.net.URI;
import java.time.Duration;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.http.CacheControl;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.security.core.Authentication;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.servlet.support.ServletUriComponentsBuilder;

/** Makes tickets for programs that can send no header. */
@RestController
class TicketController implements TicketApi {

	private static final Duration LONGEST = Duration.ofHours(1);

	private final Tickets tickets;

	TicketController(Tickets tickets) {
		this.tickets = tickets;
	}

	@Override
	public ResponseEntity<NewTicket> issue(@Nullable TicketForm form, Authentication authentication,
			HttpServletRequest request, Caller caller, Vault vault) {
		TicketForm wanted = Objects.requireNonNullElse(form, TicketForm.EMPTY);
		DeviceName device = DeviceName.of(Objects.requireNonNullElse(wanted.device(), caller.name()));
		if (!caller.mayActAs(device.value())) {
			throw new ProblemException(ProblemType.FOREIGN_DEVICE,
					"This token may add backups of the device \"" + caller.name() + "\" only.");
		}
		Tickets.NewTicket ticket = this.tickets.issue(authentication, vault, device,
				(wanted.application() != null) ? UploadPlanner.application(wanted.application()) : null,
				Objects.requireNonNullElse(wanted.expiresIn(), LONGEST));
		URI url = ServletUriComponentsBuilder.fromContextPath(request)
			.path("/uploads/t/{ticket}")
			.buildAndExpand(ticket.value())
			.toUri();
		return ResponseEntity.status(HttpStatus.CREATED)
			.cacheControl(CacheControl.noStore())
			.body(new NewTicket(url, ticket.expiresAt()));
	}

}
