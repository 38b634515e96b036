using System.Text;
using Baseline.Azure;
using Baseline.Controls;
using Baseline.Estates;
using Baseline.Estates.Redaction;
using Xunit;

namespace Baseline.Core.Tests.Estates;

/// <summary>A captured estate may hold of a subscription only what others refer to: its silence about the rest says nothing.</summary>
public sealed class OnlyReferencedTests
{
    private const string Part = "/subscriptions/11111111-1111-1111-1111-111111111111";
    private const string Whole = "/subscriptions/22222222-2222-2222-2222-222222222222";
    private const string Group = $"{Part}/resourceGroups/rg";
    private const string Storage = $"{Group}/providers/Microsoft.Storage/storageAccounts";
    private const string Settings = "providers/Microsoft.Insights/diagnosticSettings";

    private const string File = $$"""
        {
          "formatVersion": "1.0",
          "source": "azure",
          "subscriptions": [
            { "id": "11111111-1111-1111-1111-111111111111", "displayName": "Management", "onlyReferenced": true, "managementGroups": [] },
            { "id": "22222222-2222-2222-2222-222222222222", "displayName": "Payments", "managementGroups": [] }
          ],
          "resources": [
            { "id": "{{Group}}" },
            { "id": "{{Storage}}/held", "properties": {} },
            { "id": "{{Storage}}/other", "properties": {} },
            { "id": "{{Storage}}/other/{{Settings}}/one", "properties": {} },
            { "id": "{{Storage}}/silent", "properties": {} }
          ],
          "unreadable": [],
          "notThere": ["{{Storage}}/gone", "{{Storage}}/silent/{{Settings}}"]
        }
        """;

    [Theory]
    [InlineData($"{Storage}/held", Presence.Found)]
    [InlineData($"{Group}", Presence.Found)]
    // What hangs on a resource that is held was read with it.
    [InlineData($"{Storage}/held/managementPolicies/default", Presence.Absent)]
    // It was asked for, and so was what would hang on it.
    [InlineData($"{Storage}/gone", Presence.Absent)]
    [InlineData($"{Storage}/gone/blobServices/default", Presence.Absent)]
    [InlineData($"{Storage}/never", Presence.Unknown)]
    [InlineData($"{Storage}/never/blobServices/default", Presence.Unknown)]
    [InlineData($"{Part}/resourceGroups/never", Presence.Unknown)]
    [InlineData($"{Part}/providers/Microsoft.Insights", Presence.Unknown)]
    [InlineData($"{Whole}/resourceGroups/never", Presence.Absent)]
    public void What_it_does_not_hold_is_absent_only_where_somebody_asked(string id, Presence presence)
    {
        var lookup = Estate().Find(ResourceId.Parse(id));

        Assert.Equal(presence, lookup.Presence);
        Assert.Equal(presence == Presence.Unknown, lookup.Why.EndsWith("--subscription 11111111-1111-1111-1111-111111111111", StringComparison.Ordinal));
    }

    /// <summary>An estate that is read for a document holds all that this one asks for.</summary>
    [Fact]
    public void What_is_read_for_a_document_is_absent_where_it_is_not_there() =>
        Assert.Equal(Presence.Absent, Live(Estate()).Find(ResourceId.Parse($"{Storage}/never")).Presence);

    [Theory]
    [InlineData(Part, "Microsoft.KeyVault/vaults", false)]
    [InlineData(Part, "microsoft.insights/diagnosticSettings", false)]
    [InlineData($"{Storage}/held", "microsoft.insights/diagnosticSettings", false)]
    [InlineData($"{Storage}/held", "Microsoft.Authorization/locks", true)]
    [InlineData($"{Storage}/other", "microsoft.insights/diagnosticSettings", true)]
    [InlineData($"{Storage}/silent", "microsoft.insights/diagnosticSettings", true)]
    [InlineData($"{Storage}/never", "microsoft.insights/diagnosticSettings", false)]
    [InlineData(Whole, "Microsoft.KeyVault/vaults", true)]
    public void A_list_is_whole_only_where_it_was_read(string parent, string type, bool isWhole) =>
        Assert.Equal(isWhole, Estate().List(ResourceId.Parse(parent), type).Unreadable is null);

    /// <summary>Locks are read by one list of the subscription, whatever they lie on, and asked for at each level.</summary>
    [Theory]
    [InlineData("", $"{Group}", false)]
    [InlineData("", Part, false)]
    [InlineData($"\"{Part}/providers/Microsoft.Authorization/locks\"", $"{Group}", true)]
    [InlineData($"\"{Part}/providers/Microsoft.Authorization/locks\"", Part, true)]
    [InlineData($"\"{Whole}/providers/Microsoft.Authorization/locks\"", Part, false)]
    public void Locks_are_known_at_every_level_where_their_list_was_read(string notThere, string parent, bool isWhole)
    {
        var text = File.Replace("\"notThere\": [", $"\"notThere\": [{notThere}{(notThere.Length > 0 ? ", " : "")}", StringComparison.Ordinal);
        var locked = File.Replace(
            $$"""{ "id": "{{Storage}}/silent", "properties": {} }""",
            $$"""
            { "id": "{{Storage}}/silent", "properties": {} },
            { "id": "{{Storage}}/held/providers/Microsoft.Authorization/locks/l", "properties": { "level": "CanNotDelete" } }
            """,
            StringComparison.Ordinal);

        Assert.Equal(isWhole, Read(text).List(ResourceId.Parse(parent), "microsoft.authorization/locks").Unreadable is null);
        Assert.Null(Read(locked).List(ResourceId.Parse(parent), "Microsoft.Authorization/locks").Unreadable);
    }

    [Fact]
    public void The_file_and_a_redacted_one_keep_it()
    {
        var written = Written(Estate());
        var redacted = new EstateRedaction([], ControlCatalogue.Product.Types).Redact(Estate());

        Assert.Equal(Written(EstateFile.Read(Encoding.UTF8.GetBytes(written), "again.json").Value), written);
        Assert.Contains("\"onlyReferenced\": true", written, StringComparison.Ordinal);
        Assert.Single(redacted.Subscriptions, subscription => subscription.IsOnlyReferenced);
        Assert.Equal(2, redacted.NotThere.Count);
        Assert.DoesNotContain("gone", Written(redacted), StringComparison.Ordinal);
    }

    private static Estate Estate() => Read(File);

    private static Estate Read(string text)
    {
        var read = EstateFile.Read(Encoding.UTF8.GetBytes(text), "estate.json");
        Assert.Empty(read.Diagnostics);
        Assert.NotNull(read.Value);
        return read.Value;
    }

    private static Estate Live(Estate held) => new(held.Source, held.CapturedAt, held.Subscriptions, held.Resources, held.Unreadable)
    {
        NotThere = held.NotThere,
    };

    private static string Written(Estate? estate)
    {
        Assert.NotNull(estate);
        using var stream = new MemoryStream();
        EstateFile.Write(estate, stream);
        return Encoding.UTF8.GetString(stream.ToArray());
    }
}
