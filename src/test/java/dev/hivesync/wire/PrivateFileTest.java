package dev.hivesync.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.AclEntry;
import java.nio.file.attribute.AclEntryPermission;
import java.nio.file.attribute.AclEntryType;
import java.nio.file.attribute.AclFileAttributeView;
import java.nio.file.attribute.PosixFilePermissions;
import java.nio.file.attribute.UserPrincipal;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PrivateFileTest {

    @TempDir
    private Path directory;

    @Test
    void a_file_that_somebody_has_open_for_a_moment_is_replaced_a_moment_later() throws IOException {
        AtomicInteger tries = new AtomicInteger();
        PrivateFile.Move twiceRefused = () -> {
            if (tries.incrementAndGet() < 3) {
                throw new AccessDeniedException("open elsewhere");
            }
        };
        PrivateFile.replace(twiceRefused, 5);
        assertThat(tries).hasValue(3);

        tries.set(0);
        PrivateFile.Move refused = () -> {
            tries.incrementAndGet();
            throw new AccessDeniedException("not ours");
        };
        assertThatThrownBy(() -> PrivateFile.replace(refused, 2)).isInstanceOf(AccessDeniedException.class);
        assertThat(tries).hasValue(2);
    }

    private record Principal(String name) implements UserPrincipal {
        @Override
        public String getName() {
            return name;
        }
    }

    /// The access list of a file as Windows has it, which everybody may read by inheritance.
    private static final class WindowsFile implements AclFileAttributeView {
        private UserPrincipal owner = new Principal("HIVE\\ada");
        private List<AclEntry> acl = List.of(
                allow(owner, EnumSet.allOf(AclEntryPermission.class)),
                allow(new Principal("BUILTIN\\Administrators"), EnumSet.allOf(AclEntryPermission.class)),
                allow(new Principal("Everyone"), EnumSet.of(AclEntryPermission.READ_DATA)));

        @Override
        public String name() {
            return "acl";
        }

        @Override
        public List<AclEntry> getAcl() {
            return acl;
        }

        @Override
        public void setAcl(List<AclEntry> entries) {
            acl = List.copyOf(entries);
        }

        @Override
        public UserPrincipal getOwner() {
            return owner;
        }

        @Override
        public void setOwner(UserPrincipal next) {
            owner = next;
        }

        private static AclEntry allow(UserPrincipal who, Set<AclEntryPermission> what) {
            return AclEntry.newBuilder()
                    .setType(AclEntryType.ALLOW)
                    .setPrincipal(who)
                    .setPermissions(what)
                    .build();
        }
    }

    @Test
    void on_windows_the_owner_alone_is_left_in_the_list() throws IOException {
        WindowsFile file = new WindowsFile();

        PrivateFile.ownerOnly(file);

        assertThat(file.getAcl()).singleElement().satisfies(entry -> {
            assertThat(entry.principal().getName()).isEqualTo("HIVE\\ada");
            assertThat(entry.type()).isEqualTo(AclEntryType.ALLOW);
            assertThat(entry.permissions()).contains(AclEntryPermission.READ_DATA, AclEntryPermission.DELETE);
            assertThat(entry.flags()).as("nothing below it inherits").isEmpty();
        });
    }

    @Test
    void elsewhere_a_file_is_0600_and_its_directory_0700_whatever_they_were() throws IOException {
        assumeThat(FileSystems.getDefault().supportedFileAttributeViews()).contains("posix");
        Path file = directory.resolve("secret");
        Files.writeString(file, "old");
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-rw-rw-"));

        PrivateFile.write(file, "new");

        assertThat(file).hasContent("new");
        assertThat(permissions(file)).isEqualTo("rw-------");
        assertThat(permissions(PrivateFile.directory(directory))).isEqualTo("rwx------");
        try (var files = Files.list(directory)) {
            assertThat(files).as("nothing is left over").containsExactly(file);
        }
    }

    private static String permissions(Path path) throws IOException {
        return PosixFilePermissions.toString(Files.getPosixFilePermissions(path));
    }
}
