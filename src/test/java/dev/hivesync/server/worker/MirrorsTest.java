package dev.hivesync.server.worker;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hivesync.server.worker.Mirrors.Found;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MirrorsTest {

    @TempDir
    Path directory = Path.of("");

    private Mirrors mirrors() {
        return new Mirrors(new Git(directory, Duration.ofSeconds(20)), directory.resolve("mirrors"));
    }

    private String repository() {
        return directory.resolve("repo").toString();
    }

    @Test
    void a_mirror_follows_the_repositorys_head() throws Exception {
        TestRepository repository = new TestRepository(directory.resolve("repo"));
        String first = repository.commit("one");
        Mirrors mirrors = mirrors();
        assertThat(mirrors.look(repository())).isEqualTo(new Found.Head(first));
        assertThat(mirrors.update("p", repository())).isEqualTo(new Found.Head(first.substring(0, 7)));
        String second = repository.commit("two");
        assertThat(mirrors.update("p", repository())).isEqualTo(new Found.Head(second.substring(0, 7)));
        assertThat(directory.resolve("mirrors/p.git/HEAD")).exists();
    }

    @Test
    void what_is_wrong_is_said_in_a_sentence_without_a_path() throws Exception {
        assertThat(mirrors().look(repository())).isEqualTo(new Found.Problem("The repository was not found."));
        Files.createDirectories(directory.resolve("repo"));
        assertThat(mirrors().look(repository())).isEqualTo(new Found.Problem("The folder is not a Git repository."));
        var _ = new TestRepository(directory.resolve("repo"));
        assertThat(mirrors().look(repository())).isEqualTo(new Found.Problem("The repository has no commit yet."));
    }

    @Test
    void a_git_that_takes_too_long_is_stopped() throws Exception {
        TestRepository repository = new TestRepository(directory.resolve("repo"));
        repository.commit("one");
        Mirrors hurried = new Mirrors(new Git(directory, Duration.ZERO), directory.resolve("mirrors"));
        assertThat(hurried.look(repository())).isEqualTo(new Found.Problem("Git took too long and was stopped."));
    }
}
