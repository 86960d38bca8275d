package io.coffer.security;

/** What opens routes: a token as far as it may be kept and compared. */
sealed interface Credential permits TokenRecord, IssuedToken, Logins.LoginToken, Ticket {

	/** Who has it. */
	Caller caller();

}
