using System.Diagnostics;
using Baseline.Files;
using Xunit;

namespace Baseline.Core.Tests.Files;

public sealed class FilesTests : IDisposable
{
    private readonly string _root = RealPath.Of(Directory.CreateTempSubdirectory("baseline-files-").FullName);

    [Fact]
    public void What_stands_at_a_path_is_told_without_opening_it()
    {
        File.WriteAllText(At("file"), "1");
        File.CreateSymbolicLink(At("link"), "file");
        File.CreateSymbolicLink(At("dangling"), "nothing");
        using (var make = Process.Start("mkfifo", [At("pipe")]))
        {
            make.WaitForExit();
        }

        (string, FileKind)[] expected =
        [
            (At("file"), FileKind.Regular), (At("link"), FileKind.Regular), (At("dangling"), FileKind.Missing),
            (At("file", "below"), FileKind.Missing), (At(), FileKind.Directory), (At("pipe"), FileKind.Pipe), ("/dev/null", FileKind.CharacterDevice),
        ];

        Assert.Equal(expected, expected.Select(entry => (entry.Item1, FileKinds.Of(entry.Item1))));
    }

    [Fact]
    public void Every_link_on_the_way_is_followed()
    {
        Directory.CreateDirectory(At("a", "b"));
        Directory.CreateSymbolicLink(At("l"), Path.Combine("a", "b"));
        Directory.CreateSymbolicLink(At("a", "b", "up"), Path.Combine("..", ".."));
        File.CreateSymbolicLink(At("file"), At("l", "real"));

        Assert.Equal(At("a", "b", "real"), RealPath.Of(At("file")));
        Assert.Equal(At("a", "b", "new"), RealPath.Of(At("l", "up", "l", "new")));
        Assert.Equal(At("none", "at", "all"), RealPath.Of(At("none", "at", "all")));
    }

    [Fact]
    public void A_file_beyond_the_bound_is_refused_before_it_is_read()
    {
        using (var sparse = File.Create(At("large")))
        {
            sparse.SetLength(1L << 40);
        }

        var refused = Assert.Throws<IOException>(() => BoundedFile.Read(At("large"), 1 << 30));

        Assert.Equal("It has 1,099,511,627,776 bytes, and at most 1,073,741,824 are read.", refused.Message);
    }

    [Theory]
    [InlineData("/a/b", "/a", true)]
    [InlineData("/a", "/a", true)]
    [InlineData("/a/..b", "/a", true)]
    [InlineData("/ab", "/a", false)]
    [InlineData("/", "/a", false)]
    public void A_path_lies_in_a_folder_or_not(string path, string folder, bool expected) =>
        Assert.Equal(expected, RealPath.IsWithin(path, folder));

    public void Dispose() => Directory.Delete(_root, recursive: true);

    private string At(params string[] path) => Path.Combine([_root, .. path]);
}
