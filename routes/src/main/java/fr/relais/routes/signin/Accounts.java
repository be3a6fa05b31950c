package fr.relais.routes.signin;

import fr.relais.routes.clients.DemoSecret;
import java.util.Collection;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.security.authentication.AuthenticationProvider;
import org.springframework.security.authentication.LockedException;
import org.springframework.security.authentication.dao.DaoAuthenticationProvider;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.AuthenticationException;
import org.springframework.security.core.GrantedAuthority;
import org.springframework.security.core.userdetails.User;
import org.springframework.security.core.userdetails.UserDetails;
import org.springframework.security.crypto.bcrypt.BCryptPasswordEncoder;
import org.springframework.security.provisioning.InMemoryUserDetailsManager;

/** The accounts this hub keeps itself; one that is tried again and again is closed for a while. */
final class Accounts implements AuthenticationProvider {

    private static final Logger AUDIT = LoggerFactory.getLogger("fr.relais.audit");

    private final InMemoryUserDetailsManager users;
    private final DaoAuthenticationProvider passwords;
    private final Directory directory;
    private final Guesses guesses;

    Accounts(AccountsSettings settings, ObjectProvider<DemoSecret> demo, Directory directory, Guesses guesses) {
        this.users = new InMemoryUserDetailsManager();
        settings.accounts()
                .forEach((name, account) -> users.createUser(user(name, account.password(), account.roles())));
        if (settings.accounts().isEmpty() && !directory.isUsed()) {
            demo.ifAvailable(secret -> {
                var hash = new BCryptPasswordEncoder().encode(secret.value());
                for (var role : Role.values()) {
                    users.createUser(user(role.name().toLowerCase(Locale.ROOT), hash, Set.of(role)));
                }
            });
        }
        this.passwords = new DaoAuthenticationProvider(users);
        this.passwords.setPasswordEncoder(new BCryptPasswordEncoder());
        this.directory = directory;
        this.guesses = guesses;
    }

    private static UserDetails user(String name, String hash, Collection<Role> roles) {
        return User.withUsername(name)
                .password(hash)
                .authorities(roles.stream().map(Role::authority).toArray(String[]::new))
                .build();
    }

    @Override
    public Authentication authenticate(Authentication asked) {
        var name = asked.getName();
        if (!guesses.mayTry(name)) { // which one is not said: a name may be a password, typed too soon
            AUDIT.warn("an account is closed for a while: too many wrong passwords");
            throw new LockedException("too many wrong passwords");
        }
        try {
            var known = passwords.authenticate(asked);
            guesses.forget(name);
            AUDIT.info("{} signed in", known.getName());
            return known;
        } catch (AuthenticationException wrong) {
            AUDIT.info("sign-in refused");
            throw wrong;
        }
    }

    /** Whether somebody who signed in once still has that account, with those roles. */
    boolean stillKnows(Authentication signedIn) {
        if (Directory.brought(signedIn)) { // who is there still is the provider's to say, at the next sign-in
            return directory.isUsed();
        }
        return users.userExists(signedIn.getName())
                && authorities(users.loadUserByUsername(signedIn.getName()).getAuthorities())
                        .equals(authorities(signedIn.getAuthorities()));
    }

    /** Of roles alone: what else is known of a sign-in, such as how it was made, is no role. */
    private static Set<String> authorities(Collection<? extends GrantedAuthority> granted) {
        return granted.stream()
                .map(GrantedAuthority::getAuthority)
                .filter(authority -> authority != null && authority.startsWith(Role.PREFIX))
                .collect(Collectors.toSet());
    }

    @Override
    public boolean supports(Class<?> type) {
        return passwords.supports(type);
    }
}
