package fr.relais.routes.ledger;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * What the ledger can't know of itself.
 *
 * @param restored says, for one start, that the database was restored from a backup; only needed where the hub's folder was, too
 */
@ConfigurationProperties("relais.ledger")
record LedgerSettings(@DefaultValue("false") boolean restored) {}
