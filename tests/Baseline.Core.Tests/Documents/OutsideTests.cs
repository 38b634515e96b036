using System.Diagnostics;
using Baseline.Controls;
using Baseline.Diagnostics;
using Baseline.Documents;
using Xunit;

namespace Baseline.Core.Tests.Documents;

/// <summary>A document reads nothing but the files of its repository, and shows nothing of any other.</summary>
public sealed class OutsideTests : IDisposable
{
    private const string Secret = "Tok3n-of-somebody";
    private readonly string _root = Directory.CreateTempSubdirectory("baseline-outside-").FullName;

    public OutsideTests()
    {
        Directory.CreateDirectory(At("repo", ".git"));
        Directory.CreateDirectory(At("repo", "env"));
        Directory.CreateDirectory(At("plain", "sub"));
        Write(Secret + ": *x\n  password: [", "secret.yaml");
        Write($"[credential]\n\t{Secret} = x\n", "repo", ".git", "config");
        Write($"{Secret}=1\n", "repo", ".env");
        Write($"apiVersion: baseline/v1\nkind: Baseline\n{Secret}: 1\n", "repo", "wrong.yaml");
        Write(Samples.Least, "repo", "base.yaml");
        Write(Samples.Least, "plain", "base.yaml");
        File.CreateSymbolicLink(At("repo", "env", "link.yaml"), At("secret.yaml"));
        File.CreateSymbolicLink(At("repo", "env", "inner.yaml"), Path.Combine("..", "base.yaml"));
        Directory.CreateSymbolicLink(At("repo", "env", "up"), At());
        File.CreateSymbolicLink(At("repo", "circle"), At("repo", "circle"));
        File.CreateSymbolicLink(At("repo", "linked.yaml"), At("secret.yaml"));
    }

    [Theory]
    [InlineData("../../secret.yaml")]
    [InlineData("/etc/passwd")]
    [InlineData("link.yaml")]
    [InlineData("up/secret.yaml")]
    [InlineData("../.git/config")]
    [InlineData("/proc/self/environ")]
    [InlineData("/dev/zero")]
    [InlineData("../../there-is-none.yaml")]
    public void A_file_elsewhere_is_not_read(string extends)
    {
        var found = Assert.Single(Read("repo/env/prod.yaml", extends).Diagnostics);

        Assert.Equal(("BL1022", "repo/env/prod.yaml", 1), (found.Code, found.Span?.File, found.Span?.Line));
        Assert.Contains("the git work tree of \"repo/env/prod.yaml\"", found.Detail, StringComparison.Ordinal);
        Assert.Contains("--allow-outside", found.Fix, StringComparison.Ordinal);
        Silent(found);
    }

    [Theory]
    [InlineData("repo/env/prod.yaml", "../base.yaml")]
    [InlineData("repo/env/prod.yaml", "inner.yaml")]
    [InlineData("repo/env/prod.yaml", "up/repo/base.yaml")]
    [InlineData("plain/prod.yaml", "base.yaml")]
    public void A_file_of_the_repository_is_read(string document, string extends)
    {
        var read = Read(document, extends);

        Assert.True(read.Value is not null, DiagnosticText.Of(read.Diagnostics));
    }

    [Fact]
    public void Without_git_the_folder_of_the_document_is_the_boundary()
    {
        var found = Assert.Single(Read("plain/sub/prod.yaml", "../base.yaml").Diagnostics);

        Assert.Equal("BL1022", found.Code);
        Assert.Contains("the folder of \"plain/sub/prod.yaml\"", found.Detail, StringComparison.Ordinal);
        Assert.NotNull(Read("plain/sub/prod.yaml", "../base.yaml", allowOutside: true).Value);
    }

    [Fact]
    public void A_document_that_is_a_link_to_elsewhere_is_not_read() =>
        Assert.Equal("BL1022", Assert.Single(new BaselineReader(new FileDocumentSource(_root), ControlCatalogue.Product.All).Read("repo/linked.yaml").Diagnostics).Code);

    [Theory]
    [InlineData("../../secret.yaml", true)]
    [InlineData("link.yaml", true)]
    [InlineData("/etc/passwd", true)]
    [InlineData("../.env", false)]
    public void Nothing_is_shown_of_a_file_that_may_be_no_document(string extends, bool allowOutside)
    {
        var read = Read("repo/env/prod.yaml", extends, allowOutside);

        Assert.Null(read.Value);
        Assert.All(read.Diagnostics, Silent);
        Assert.Contains(read.Diagnostics, found => found.Span is { Line: > 0 } span && span.File != "repo/env/prod.yaml");
    }

    [Fact]
    public void Of_a_layer_in_the_repository_everything_is_shown() =>
        Assert.Contains(Read("repo/env/prod.yaml", "../wrong.yaml").Diagnostics, found => found.SourceLine?.Contains(Secret, StringComparison.Ordinal) == true);

    [Theory]
    [InlineData("pipe", "a pipe")]
    [InlineData("zero", "a device")]
    [InlineData("circle", "links")]
    [InlineData("env", "a directory")]
    public void What_is_no_file_is_refused_at_once(string name, string what)
    {
        using (var make = Process.Start("mkfifo", [At("repo", "pipe")]))
        {
            make.WaitForExit();
        }

        File.CreateSymbolicLink(At("repo", "zero"), "/dev/zero");

        var found = Assert.Single(Read("repo/env/prod.yaml", $"../{name}", allowOutside: true).Diagnostics);

        Assert.Equal("BL1001", found.Code);
        Assert.Contains(what, found.Detail, StringComparison.Ordinal);
    }

    public void Dispose() => Directory.Delete(_root, recursive: true);

    private Diagnosed<BaselineDocument> Read(string document, string extends, bool allowOutside = false)
    {
        Write($"extends: {extends}\napiVersion: baseline/v1\nkind: Baseline\n", document.Split('/'));
        return new BaselineReader(new FileDocumentSource(_root, allowOutside), ControlCatalogue.Product.All).Read(document);
    }

    private static void Silent(Diagnostic found)
    {
        var said = $"{found.Summary} {found.Detail} {found.Fix} {(found.Span?.File == "repo/env/prod.yaml" ? "" : found.SourceLine)}";
        Assert.DoesNotContain(Secret, said, StringComparison.Ordinal);
        Assert.DoesNotContain("password", said, StringComparison.Ordinal);
        Assert.DoesNotContain("root:", said, StringComparison.Ordinal);
    }

    private void Write(string text, params string[] path) => File.WriteAllText(At(path), text);

    private string At(params string[] path) => Path.Combine([_root, .. path]);
}
