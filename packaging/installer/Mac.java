final class Mac {
    static java.util.List<java.nio.file.Path> build(Package.Project project, Image image) { throw new IllegalStateException("x"); }
}
