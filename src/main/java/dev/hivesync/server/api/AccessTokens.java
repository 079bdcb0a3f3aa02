package dev.hivesync.server.api;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.MACSigner;
import com.nimbusds.jose.crypto.MACVerifier;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import java.text.ParseException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Date;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Access tokens: HS256 and nothing else, 30 minutes, `sub exp iat iss aud` and nothing else.
final class AccessTokens {

    static final Duration LIFE = Duration.ofMinutes(30);

    private static final String ISSUER = "hivesync";
    private static final String AUDIENCE = "hivesync-api";

    private final byte[] secret;
    private final TokenCache known = new TokenCache();
    private final InstantSource clock;

    AccessTokens(byte[] secret, InstantSource clock) {
        this.secret = secret.clone();
        this.clock = clock;
    }

    record Verified(String userId, Instant expiresAt) {}

    String issue(String userId) {
        Instant now = clock.instant();
        JWTClaimsSet claims = new JWTClaimsSet.Builder()
                .subject(userId)
                .issuer(ISSUER)
                .audience(AUDIENCE)
                .issueTime(Date.from(now))
                .expirationTime(Date.from(now.plus(LIFE)))
                .build();
        SignedJWT token = new SignedJWT(new JWSHeader(JWSAlgorithm.HS256), claims);
        try {
            token.sign(new MACSigner(secret));
        } catch (JOSEException e) {
            throw new IllegalStateException("a secret of at least 32 bytes signs", e);
        }
        return token.serialize();
    }

    /// Empty for every token this server did not issue or whose time is over, without saying why.
    Optional<Verified> verify(String text) {
        @Nullable Verified before = known.get(text);
        if (before != null) {
            if (live(before.expiresAt())) {
                return Optional.of(before);
            }
            known.remove(text);
            return Optional.empty();
        }
        Optional<Verified> verified = check(text);
        verified.ifPresent(token -> known.put(text, token));
        return verified;
    }

    /// The user of a token that was verified before and has not ended; null where it was not.
    @Nullable
    String remembered(String text) {
        @Nullable Verified before = known.get(text);
        return before != null && live(before.expiresAt()) ? before.userId() : null;
    }

    private boolean live(Instant expires) {
        return expires.isAfter(clock.instant());
    }

    private Optional<Verified> check(String text) {
        try {
            SignedJWT token = SignedJWT.parse(text);
            boolean plain = JWSAlgorithm.HS256.equals(token.getHeader().getAlgorithm())
                    && Set.of("alg").containsAll(token.getHeader().getIncludedParams());
            if (!plain || !token.verify(new MACVerifier(secret))) {
                return Optional.empty();
            }
            JWTClaimsSet claims = token.getJWTClaimsSet();
            Date expires = claims.getExpirationTime();
            String subject = claims.getSubject();
            boolean ours = ISSUER.equals(claims.getIssuer())
                    && List.of(AUDIENCE).equals(claims.getAudience())
                    && subject != null
                    && expires != null
                    && live(expires.toInstant());
            return ours ? Optional.of(new Verified(subject, expires.toInstant())) : Optional.empty();
        } catch (ParseException | JOSEException | IllegalArgumentException | IllegalStateException _) {
            return Optional.empty();
        }
    }
}
