using Baseline.Controls;
using Baseline.Controls.LogExport;
using Baseline.Controls.Monitor008;
using Baseline.Core.Tests.Documents;
using Baseline.Documents;
using Baseline.Estates;
using Baseline.Initiating;
using Baseline.Standards;
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

    public static TheoryData<string, bool> Standards
    {
        get
        {
            var rows = new TheoryData<string, bool>();
            foreach (var standard in StandardCatalogue.Standards)
            {
                rows.Add(standard.Id, false);
                rows.Add(standard.Id, true);
            }

            return rows;
        }
    }

    /// <summary>Whatever there is, the document has what a standard asks for and a control can hold, and no other control.</summary>
    [Theory]
    [MemberData(nameof(Standards))]
    public void A_document_for_a_standard_covers_it_and_no_more(string id, bool isInUse)
    {
        var standard = StandardCatalogue.Find(id) ?? throw new InvalidOperationException("No such standard.");
        var estate = isInUse
            ? new EstateBuilder().Account("stlogs").Vault("kv-a").Setting("kv-a", "audit", storage: "stlogs", workspace: "law-a")
                .Raw($$"""{"id":"/subscriptions/{{EstateBuilder.DefaultSubscription}}/resourceGroups/rg/providers/Microsoft.Insights/actionGroups/ag","properties":{"enabled":true,"emailReceivers":[{"name":"soc"}]} }""")
                .Raw($$"""
                    {"id":"/subscriptions/{{EstateBuilder.DefaultSubscription}}/resourceGroups/rg/providers/Microsoft.Insights/activityLogAlerts/a",
                     "properties":{"actions":{"actionGroups":[{"actionGroupId":"/subscriptions/{{EstateBuilder.DefaultSubscription}}/resourceGroups/rg/providers/Microsoft.Insights/actionGroups/ag"}]} } }
                    """).Build()
            : new Estate("azure", null, [], [], []);

        var text = new FirstDocument(ControlCatalogue.Product).Write(estate, tenant: false, [], Today, standard: standard);

        var read = TextDocuments.Read(text);
        Assert.Empty(read.Diagnostics);
        var document = Assert.IsType<BaselineDocument>(read.Value);
        var numbers = StandardCoverage.Of(standard, document);
        Assert.DoesNotContain(numbers, number => number.Coverage == Coverage.NotWanted);
        Assert.Equal(
            numbers.Select(number => number.Line.Control).OfType<string>().Distinct().Order(StringComparer.Ordinal),
            document.Controls.Select(control => control.Control).Order(StringComparer.Ordinal));
        Assert.Contains($"`baseline controls --standard {id}`", text, StringComparison.Ordinal);
        Assert.False(DocumentLayout.Tidy("baseline.yaml", System.Text.Encoding.UTF8.GetBytes(text)).Value?.IsNew);
        Assert.Equal(isInUse && document.Controls.Any(control => control.Control == "ActivityLogAlerts"), text.Contains("\n    actionGroup: ", StringComparison.Ordinal));
        Assert.Equal(isInUse, text.Contains("/workspaces/law-a  # settings export to it already", StringComparison.Ordinal));
    }

    /// <summary>What a document says of each control for some parts of it, as it stands there.</summary>
    [Theory]
    [InlineData("ActivityLogAlerts", "Microsoft.KeyVault/vaults/delete", "  operations:\n      - Microsoft.KeyVault/vaults/delete\n    # actionGroup")]
    [InlineData("ActivityLogAlerts", "serviceHealth", "  ActivityLogAlerts:\n    serviceHealth: true\n    # actionGroup")]
    [InlineData("LogStorage", "softDelete.blobs", "    softDelete: { blobs: 30 } ")]
    [InlineData("LogStorage", "softDelete.containers", "    softDelete: { containers: 30 } ")]
    [InlineData("LogStorage", "minimumTls", "  LogStorage:\n    minimumTls: TLS1_2\n")]
    [InlineData("Monitor-007", "retention", "    retentionDays: { atLeast: 365 } ")]
    [InlineData("Monitor-007", "Policy", "    # retentionDays: { atLeast: 365 } ")]
    [InlineData("Monitor-008", "Microsoft.Web/sites/AppServiceHTTPLogs", "      - types:\n          - Microsoft.Web/sites\n        logs: allLogs\n")]
    [InlineData("Monitor-008", "*", "decides\n      - types: [\"*\"]\n")]
    public void A_part_is_asked_for_in_the_documents_words(string control, string part, string line)
    {
        var estate = new Estate("azure", null, [], [], []);
        var definition = ControlCatalogue.Product.All.Single(one => one.Id == control);
        var scope = new EstateScope(new ScopeSettings(true, [], [], []), estate);

        Assert.Contains(line, definition.StarterOf(estate, scope, Today, [part]), StringComparison.Ordinal);
    }

    private static string TextOf(Estate estate) => new FirstDocument(ControlCatalogue.Product).Write(estate, tenant: false, [], Today);
}
