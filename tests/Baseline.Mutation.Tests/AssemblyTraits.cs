using Xunit;

// Left out by `eng/test.sh --fast`.
[assembly: Trait("Needs", "process")]
