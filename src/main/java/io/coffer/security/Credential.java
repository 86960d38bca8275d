package io.coffer.security;

import io.coffer.callers.Caller;

/** What opens routes: a token as far as it may be kept and compared. */
sealed interface Credential permits TokenRecord, IssuedToken, Logins.LoginToken, Ticket {

	/** Who has it. */
	Caller caller();

}
