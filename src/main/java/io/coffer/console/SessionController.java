package io.coffer.console;

import io.coffer.callers.Caller;
import org.springframework.http.CacheControl;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.RestController;

/** Tells who is signed in, and signs in. */
@RestController
class SessionController implements SessionApi {

	private final SignInService service;

	SessionController(SignInService service) {
		this.service = service;
	}

	@Override
	public Identity me(Caller caller) {
		return Identity.of(caller);
	}

	@Override
	public ResponseEntity<SignedIn> signIn(SignInForm form) {
		return ResponseEntity.ok().cacheControl(CacheControl.noStore()).body(this.service.signIn(form.code()));
	}

}
