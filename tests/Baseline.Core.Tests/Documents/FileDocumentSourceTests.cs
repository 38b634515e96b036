using Baseline.Controls;
using Baseline.Documents;
using Baseline.TestKit;
using Xunit;

namespace Baseline.Core.Tests.Documents;

public sealed class FileDocumentSourceTests
{
    private readonly FileDocumentSource _source = new(Repo.Root);

    [Theory]
    [InlineData("./baseline.yaml", null, "baseline.yaml")]
    [InlineData("env/../baseline.yaml", null, "baseline.yaml")]
    [InlineData("../org/base.yaml", "teams/one.yaml", "org/base.yaml")]
    [InlineData("../base.yaml", "one.yaml", "../base.yaml")]
    public void A_path_is_shown_relative_to_the_working_directory(string path, string? from, string expected) =>
        Assert.Equal(expected, _source.Resolve(path, from));

    [Fact]
    public void A_rooted_path_stays_rooted() =>
        Assert.Equal(Repo.PathOf("org", "base.yaml"), _source.Resolve("../org/base.yaml", Repo.PathOf("teams", "one.yaml")));

    [Fact]
    public void No_more_is_read_than_asked_for()
    {
        Assert.Equal(2, _source.Read("global.json", 2).Length);
        Assert.Equal(File.ReadAllBytes(Repo.PathOf("global.json")), _source.Read("global.json", 1_000_000));
    }

    [Fact]
    public void A_directory_is_no_document()
    {
        var read = new BaselineReader(_source, ControlCatalogue.Product.All).Read("src");

        Assert.Equal("BL1001", Assert.Single(read.Diagnostics).Code);
    }
}
