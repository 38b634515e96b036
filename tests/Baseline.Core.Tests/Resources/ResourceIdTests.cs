using Baseline.Azure;
using Xunit;

namespace Baseline.Core.Tests.Resources;

public sealed class ResourceIdTests
{
    private const string Vault = "/subscriptions/11111111-1111-1111-1111-111111111111/resourceGroups/rg/providers/Microsoft.KeyVault/vaults/kv";

    [Theory]
    [InlineData("/SUBSCRIPTIONS/11111111-1111-1111-1111-111111111111/resourcegroups/RG/providers/microsoft.keyvault/vaults/KV")]
    [InlineData("subscriptions/11111111-1111-1111-1111-111111111111/resourceGroups/rg/providers/Microsoft.KeyVault/vaults/kv")]
    [InlineData("//subscriptions/11111111-1111-1111-1111-111111111111/resourceGroups/rg/providers/Microsoft.KeyVault/vaults/kv/")]
    public void Spellings_that_azure_returns_are_the_same_resource(string spelling)
    {
        var id = ResourceId.Parse(spelling);

        Assert.Equal(ResourceId.Parse(Vault), id);
        Assert.Equal(ResourceId.Parse(Vault).GetHashCode(), id.GetHashCode());
    }

    [Theory]
    [InlineData("")]
    [InlineData("/")]
    [InlineData("/subscriptions")]
    [InlineData("kv")]
    [InlineData("/vaults/kv")]
    public void What_is_no_id_is_refused(string text) => Assert.False(ResourceId.TryParse(text, out _));

    [Theory]
    [InlineData(Vault, "microsoft.keyvault/vaults")]
    [InlineData(Vault + "/keys/k", "microsoft.keyvault/vaults/keys")]
    [InlineData(Vault + "/providers/Microsoft.Insights/diagnosticSettings/s", "microsoft.insights/diagnosticsettings")]
    [InlineData("/subscriptions/11111111-1111-1111-1111-111111111111", "microsoft.resources/subscriptions")]
    [InlineData("/subscriptions/11111111-1111-1111-1111-111111111111/resourceGroups/rg", "microsoft.resources/resourcegroups")]
    [InlineData("/providers/Microsoft.Management/managementGroups/contoso", "microsoft.management/managementgroups")]
    public void The_type_is_that_of_the_last_provider(string text, string type) =>
        Assert.Equal(type, ResourceId.Parse(text).Type);

    [Theory]
    [InlineData(Vault + "/providers/Microsoft.Insights/diagnosticSettings/s", Vault)]
    [InlineData(Vault + "/keys/k", Vault)]
    [InlineData(Vault + "/providers/Microsoft.Insights/diagnosticSettings", Vault)]
    [InlineData(Vault + "/keys", Vault)]
    [InlineData(Vault + "/keys/k/versions", Vault + "/keys/k")]
    [InlineData("/providers/Microsoft.Management/managementGroups/contoso/descendants", "/providers/Microsoft.Management/managementGroups/contoso")]
    [InlineData(Vault, "/subscriptions/11111111-1111-1111-1111-111111111111/resourceGroups/rg")]
    [InlineData("/subscriptions/11111111-1111-1111-1111-111111111111/resourceGroups/rg", "/subscriptions/11111111-1111-1111-1111-111111111111")]
    [InlineData("/subscriptions/11111111-1111-1111-1111-111111111111", null)]
    [InlineData("/providers/Microsoft.Management/managementGroups/contoso/providers/microsoft.insights/diagnosticSettings/s", "/providers/Microsoft.Management/managementGroups/contoso")]
    public void The_parent_is_what_it_belongs_to(string text, string? parent) =>
        Assert.Equal(parent, ResourceId.Parse(text).Parent?.Text);

    [Fact]
    public void A_longer_name_does_not_lie_beneath_a_shorter_one()
    {
        var vault = ResourceId.Parse(Vault);

        Assert.True(ResourceId.Parse(Vault + "/keys/k").IsAtOrBelow(vault));
        Assert.False(ResourceId.Parse(Vault + "2").IsAtOrBelow(vault));
    }

    private static readonly string[] Segments =
        ["rg", "RG", "rg-a", "rg/", "Rü", "rÜ", "\u212Av", "kv", "Kv", "providers", "Providers", "Microsoft.KeyVault", "vaults", "İ", "ſ", "s"];

    /// <summary>How ids are equal and sorted is what their lower-case texts say, letters beyond ASCII included.</summary>
    [Fact]
    public void Equality_and_order_are_those_of_the_lower_case_text()
    {
        List<ResourceId> ids = [.. Segments.SelectMany(one => Segments.SelectMany(two => new[]
        {
            ResourceId.Parse($"/subscriptions/{one}/{two}"),
            ResourceId.Parse($"/SUBSCRIPTIONS/{one}/providers/Microsoft.A/{two}/x"),
        }))];
        Assert.All(ids, id => Assert.Equal(id.Text.ToLowerInvariant(), id.Key));
        foreach (var one in ids)
        {
            foreach (var other in ids)
            {
                Assert.Equal(one.Key == other.Key, one == other);
                Assert.Equal(Math.Sign(string.CompareOrdinal(one.Key, other.Key)), Math.Sign(one.CompareTo(other)));
                Assert.True(one != other || one.GetHashCode() == other.GetHashCode());
                Assert.Equal(other.Key == one.Key || other.Key.StartsWith(one.Key + "/", StringComparison.Ordinal), other.IsAtOrBelow(one));
            }
        }
    }

    [Fact]
    public void The_type_of_a_parent_is_known_without_it() => Assert.All(
        Segments.SelectMany(one => new[]
        {
            $"/subscriptions/{one}",
            $"/subscriptions/{one}/resourceGroups/{one}",
            $"/subscriptions/{one}/resourceGroups/rg/providers/Microsoft.KeyVault/vaults/{one}/Providers/Microsoft.Insights/diagnosticSettings/a",
            $"/providers/Microsoft.Management/managementGroups/{one}/providers/microsoft.insights/diagnosticSettings/a",
        }).Select(ResourceId.Parse),
        id => Assert.Equal(id.Parent?.Type ?? "", id.ParentType));
}
