package fr.relais.routes.signin;

import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.springframework.boot.context.properties.ConfigurationProperties;

/**
 * Who may sign in.
 *
 * @param accounts by name; without any, those of the demonstration, on this machine only
 */
@ConfigurationProperties("relais")
record AccountsSettings(Map<String, Account> accounts) {

    private static final Pattern HASH = Pattern.compile("\\$2[aby]\\$1[0-9]\\$[./A-Za-z0-9]{53}");

    /**
     * Somebody's.
     *
     * @param password the bcrypt hash of it, as {@code htpasswd -nBC 12} makes it
     * @param roles of agent, engineer, direction, admin
     */
    record Account(String password, Set<Role> roles) {

        Account {
            roles = roles == null ? Set.of() : Set.copyOf(roles);
        }

        /** The hash stays out of logs. */
        @Override
        public String toString() {
            return "Account" + roles;
        }
    }

    AccountsSettings {
        accounts = accounts == null ? Map.of() : Map.copyOf(accounts);
        accounts.forEach((name, account) -> {
            if (account.password() == null || !HASH.matcher(account.password()).matches()) {
                throw new IllegalArgumentException("relais.accounts." + name
                        + ".password is no bcrypt hash of cost 10 or more: make one by htpasswd -nBC 12 " + name);
            }
            if (account.roles().isEmpty()) {
                throw new IllegalArgumentException("relais.accounts." + name
                        + ".roles names none: give one or more of agent, engineer, direction, admin");
            }
        });
    }
}
