using System.Text.Json;
using Baseline.Azure;
using Baseline.Estates;
using Xunit;

namespace Baseline.Core.Tests.Estates;

public sealed class UnparsedBodyTests
{
    // More than stay parsed.
    private const int Many = 5000;

    [Fact]
    public void A_body_says_the_same_however_many_were_looked_at_since()
    {
        using var page = JsonDocument.Parse(
            $"[{string.Join(", ", Enumerable.Range(0, Many).Select(one => $$"""{ "name": "kv{{one}}", "größe": 1.50, "x": [null, {}] }"""))}]");
        var resources = page.RootElement.EnumerateArray().Select((item, one) => ObservedResource.Unparsed(Id(one), item)).ToList();

        Assert.All((int[])[1, 2, 3], _ => Assert.All(resources.Index(), read => Assert.Equal(
            page.RootElement[read.Index].GetRawText(), read.Item.Body.GetRawText())));
    }

    [Fact]
    public void A_body_outlives_what_it_was_cut_out_of()
    {
        ObservedResource read;
        using (var page = JsonDocument.Parse("""[{ "name": "kv", "more": "\u00e9" }]"""))
        {
            read = ObservedResource.Unparsed(Id(0), page.RootElement[0]);
        }

        Assert.Equal("""{ "name": "kv", "more": "\u00e9" }""", read.Body.GetRawText());
    }

    [Fact]
    public void What_was_looked_at_stays_readable_while_others_are()
    {
        using var page = JsonDocument.Parse("""{ "name": "kv" }""");
        var body = ObservedResource.Unparsed(Id(0), page.RootElement).Body;

        for (var one = 0; one < Many; one++)
        {
            Assert.Equal("kv", ObservedResource.Unparsed(Id(one), page.RootElement).Body.GetProperty("name").GetString());
        }

        Assert.Equal("kv", body.GetProperty("name").GetString());
    }

    [Fact]
    public void Bodies_may_be_looked_at_by_many_at_once()
    {
        using var page = JsonDocument.Parse($"[{string.Join(", ", Enumerable.Range(0, Many).Select(one => $$"""{ "n": {{one}} }"""))}]");
        var resources = page.RootElement.EnumerateArray().Select((item, one) => ObservedResource.Unparsed(Id(one), item)).ToList();

        Parallel.For(0, 4 * Many, at => Assert.Equal(at % Many, resources[at % Many].Body.GetProperty("n").GetInt32()));
    }

    private static ResourceId Id(int one) => ResourceId.Parse(
        $"/subscriptions/11111111-1111-1111-1111-111111111111/resourceGroups/rg/providers/Microsoft.KeyVault/vaults/kv{one}");
}
