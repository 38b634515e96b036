using Baseline.Controls;
using Baseline.Controls.LogExport;
using Baseline.Controls.Monitor008;
using Baseline.Core.Tests.Documents;
using Baseline.Estates;
using Baseline.Initiating;
using Baseline.TestKit;
using Xunit;

namespace Baseline.Core.Tests.Initiating;

public sealed class FirstDocumentTests
{
    private static readonly DateOnly Today = new(2026, 11, 23);

    [Fact]
    public void A_region_gets_the_account_that_most_of_its_compliant_vaults_log_to()
    {
        var estate = new EstateBuilder()
            .Account("stfew").Account("stmany").Account("stshort").Lifecycle("stshort", new LifecycleRule("short", 30))
            .Vault("kv-a").Setting("kv-a", "audit", storage: "stmany")
            .Vault("kv-b").Setting("kv-b", "audit", storage: "stmany")
            .Vault("kv-c").Setting("kv-c", "audit", storage: "stfew")
            .Vault("kv-d").Setting("kv-d", "audit", storage: "stshort")
            .Vault("kv-e").Setting("kv-e", "audit", storage: "stshort")
            .Vault("kv-f").Setting("kv-f", "audit", storage: "stshort")
            .Vault("kv-g", region: "northeurope")
            .Build();

        var text = TextOf(estate);
        var accounts = TextDocuments.Accepted(text).KeyVault004?.Destination.StorageAccounts.All ?? [];

        Assert.Equal("stmany", Assert.Single(accounts).Id?.Name);
        Assert.Contains("  # 2 of 6 vaults there log to it\n", text, StringComparison.Ordinal);
        Assert.Contains("        # northeurope: /subscriptions/SUBSCRIPTION/", text, StringComparison.Ordinal);
    }

    [Theory]
    // The workspaces that settings export to, each with whether a row of the setting is on; then the one that is proposed.
    [InlineData("law-few+ law-many+ law-many+", "law-many")]
    [InlineData("law-b+ law-a+", "law-a")]
    [InlineData("law-few+ law-many- law-many-", "law-few")]
    [InlineData("law-few+ law-gone+ law-gone+", "law-few")]
    [InlineData("law-gone+", null)]
    [InlineData("law-few-", null)]
    [InlineData("", null)]
    public void The_workspace_that_most_settings_export_to_is_proposed_for_all_resources(string settings, string? proposed)
    {
        var builder = new EstateBuilder().Vault("kv-a");
        foreach (var (index, setting) in settings.Split(' ', StringSplitOptions.RemoveEmptyEntries).Index())
        {
            builder.Setting("kv-a", $"s{index}", workspace: setting[..^1], logs: setting.EndsWith('+') ? "AuditEvent" : "-AuditEvent");
        }

        var built = builder.Build();
        var estate = new Estate(
            built.Source, built.CapturedAt, built.Subscriptions, [.. built.Resources.Where(resource => resource.Id.Name != "law-gone")], []);

        var text = TextOf(estate);
        var control = TextDocuments.Accepted(text).Controls.OfType<Monitor008Settings>().FirstOrDefault();

        Assert.Equal(proposed, control?.Rules[0].Destination.Workspaces.In("westeurope")?.Id?.Name);
        Assert.Equal(proposed is null, text.Contains("No workspace was found that settings export logs to", StringComparison.Ordinal));
    }

    [Fact]
    public void An_estate_without_anything_gives_a_document_for_the_tenant()
    {
        var estate = new Estate("azure", null, [], [], []);

        var document = TextDocuments.Accepted(TextOf(estate));

        Assert.True(document.Scope.Tenant);
        Assert.Null(document.Monitor006?.Key);
    }

    [Fact]
    public void The_commented_lines_are_a_valid_document_once_they_are_filled_in()
    {
        var text = TextOf(new EstateBuilder().Vault("kv-a").Build())
            .Replace("      # storageAccounts:", "      storageAccounts:", StringComparison.Ordinal)
            .Replace("        # westeurope:", "        westeurope:", StringComparison.Ordinal)
            .Replace("    # key:\n    #   vault:", "    key:\n      vault:", StringComparison.Ordinal)
            .Replace("    #   create", "      create", StringComparison.Ordinal)
            .Replace("    #   name:", "      name:", StringComparison.Ordinal)
            .Replace("    #   version:", "      version:", StringComparison.Ordinal)
            .Replace("    # identity:", "    identity:", StringComparison.Ordinal)
            .Replace("    #   id:", "      id:", StringComparison.Ordinal)
            .Replace("    # irreversible:", "    irreversible:", StringComparison.Ordinal)
            .Replace("REGION", "westeurope", StringComparison.Ordinal)
            .Replace("SUBSCRIPTION", EstateBuilder.DefaultSubscription, StringComparison.Ordinal)
            .Replace("storageAccounts/NAME", "storageAccounts/stlogs", StringComparison.Ordinal);

        var document = TextDocuments.Accepted(text);

        Assert.Equal("stlogs", document.KeyVault004?.Destination.StorageAccounts.In("westeurope")?.Id?.Name);
        Assert.True(document.Monitor006?.ConsentsToPurgeProtection);
        Assert.Equal("NAME", document.Monitor006?.Identity?.Id.Name);
        Assert.Equal("westeurope", document.Monitor006?.Identity?.CreateLocation);
        Assert.Equal(2048, document.Monitor006?.Key?.CreateSize);
        Assert.NotNull(document.Monitor006?.Key?.CreateVault);
    }

    [Fact]
    public void Where_no_vault_complies_a_region_gets_the_account_that_its_settings_name_and_a_warning()
    {
        var estate = new EstateBuilder()
            .Account("stshort").Lifecycle("stshort", new LifecycleRule("short", 30))
            .Account("stelsewhere", region: "northeurope")
            .Vault("kv-a").Setting("kv-a", "audit", storage: "stshort")
            .Vault("kv-b").Setting("kv-b", "audit", storage: "stelsewhere")
            .Vault("kv-c").Setting("kv-c", "audit", storage: "stelsewhere")
            .Build();

        var text = TextOf(estate);

        Assert.Equal("stshort", TextDocuments.Accepted(text).KeyVault004?.Destination.StorageAccounts.In("westeurope")?.Id?.Name);
        Assert.Contains("/stshort  # named by settings there that do not comply", text, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("a\n  tenant: true")]
    [InlineData("a\u2028b\u0085c")]
    [InlineData("\u202Eevil\u0007\u001b[31m")]
    [InlineData("# *&!|>'\"%@`{}[]")]
    public void A_subscriptions_name_stays_in_its_comment(string name)
    {
        var estate = new Estate("azure", null, [new EstateSubscription(EstateBuilder.DefaultSubscription, name, [])], [], []);

        var text = TextOf(estate);

        var document = TextDocuments.Accepted(text);
        Assert.Equal([EstateBuilder.DefaultSubscription], document.Scope.Subscriptions);
        Assert.False(document.Scope.Tenant);
        Assert.Equal(text.Split('\n').Length, text.Split('\n', '\r', '\u2028', '\u0085').Length);
    }

    [Theory]
    [InlineData("no")]
    [InlineData("null")]
    [InlineData("on\nlimits: {}")]
    [InlineData("true")]
    public void A_region_or_key_that_YAML_reads_differently_is_quoted_or_left_out(string word)
    {
        var key = word.Contains('\n', StringComparison.Ordinal) ? "x" : word;
        var estate = new EstateBuilder()
            .Account("stlogs", region: word).CustomerKey("kv-a", key)
            .Vault("kv-a", region: word).Key("kv-a", key).Setting("kv-a", "audit", storage: "stlogs")
            .SubscriptionSetting("activity", "stlogs")
            .Build();

        var document = TextDocuments.Accepted(TextOf(estate));

        Assert.Equal(key, document.Monitor006?.Key?.Name);
        var accounts = document.KeyVault004?.Destination.StorageAccounts ?? RegionalSinks.None;
        Assert.Equal(key == word ? 1 : 0, accounts.All.Count());
        Assert.Equal(key == word, accounts.In(word) is not null);
    }

    private static string TextOf(Estate estate) => new FirstDocument(ControlCatalogue.Product).Write(estate, tenant: false, [], Today);
}
