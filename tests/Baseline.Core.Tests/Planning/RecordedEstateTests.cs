using System.Text.Json;
using Baseline.Azure;
using Baseline.Controls;
using Baseline.Documents;
using Baseline.Estates;
using Baseline.Json;
using Baseline.Plans;
using Baseline.TestKit;
using Xunit;

namespace Baseline.Core.Tests.Planning;

/// <summary>Plans over bodies that Azure really returned, where recordings lie beside the repository.</summary>
public sealed class RecordedEstateTests
{
    private static readonly HashSet<string> Types = new(StringComparer.Ordinal)
    {
        "microsoft.keyvault/vaults", "microsoft.keyvault/vaults/keys", "microsoft.storage/storageaccounts",
        "microsoft.storage/storageaccounts/managementpolicies", "microsoft.insights/diagnosticsettings",
        "microsoft.managedidentity/userassignedidentities", "microsoft.authorization/roleassignments",
    };

    private static readonly string? Folder = Find();

    [Fact]
    public void Every_recorded_vault_and_export_is_judged()
    {
        var estate = Assemble(Bodies());
        var plan = new Planner(ControlCatalogue.Product).Plan(Document(), estate, new DateOnly(2026, 11, 22));

        HashSet<ResourceId> vaults = [.. estate.OfType("microsoft.keyvault/vaults").Select(vault => vault.Id)];
        Assert.True(Folder is null || vaults.Count > 15, $"Only {vaults.Count} vaults were found.");
        Assert.Equal(vaults.Order(), plan.Findings.Where(finding => finding.Control == "KeyVault-004").Select(finding => finding.Resource).Order());
        Assert.Equal(estate.Subscriptions.Count, plan.Findings.Count(finding => finding.Control == "Monitor-006"));
        Assert.All(
            plan.Findings.Where(finding => finding.State == ComplianceState.Noncompliant),
            finding => Assert.True(finding.Changes.Count > 0 || finding.Blocked is not null, $"{finding.Resource} has neither a change nor a reason."));
    }

    [Fact]
    public void The_order_of_recorded_bodies_does_not_matter()
    {
        var bodies = Bodies();

        var one = PlanFile.Write(new Planner(ControlCatalogue.Product).Plan(Document(), Assemble(bodies), new DateOnly(2026, 11, 22)));
        var other = PlanFile.Write(new Planner(ControlCatalogue.Product).Plan(Document(), Assemble([.. bodies.Reverse()]), new DateOnly(2026, 11, 22)));

        Assert.Equal(one, other);
    }

    [Fact]
    public void A_recorded_estate_is_written_and_read_back_the_same()
    {
        var estate = Assemble(Bodies());
        using var stream = new MemoryStream();
        EstateFile.Write(estate, stream);

        var again = EstateFile.Read(stream.ToArray(), "estate.json");

        Assert.Empty(again.Diagnostics);
        Assert.Equal(
            estate.Resources.Select(resource => CanonicalJson.Text(resource.Body)),
            again.Value?.Resources.Select(resource => CanonicalJson.Text(resource.Body)));
    }

    private static Estate Assemble(IReadOnlyList<ObservedResource> bodies)
    {
        var subscriptions = bodies.Select(resource => resource.Id.SubscriptionId).OfType<string>().Distinct()
            .Select(id => new EstateSubscription(id, "", [], null, "Enabled"));
        return new Estate("recorded", null, subscriptions, bodies, []);
    }

    /// <summary>The first recorded body of each resource, from single answers and from lists; the files in a fixed order.</summary>
    private static IReadOnlyList<ObservedResource> Bodies()
    {
        var bodies = new Dictionary<ResourceId, ObservedResource>();
        string[] files = Folder is null ? [] : Directory.GetFiles(Folder, "*.json", SearchOption.AllDirectories);
        foreach (var file in files.Order(StringComparer.Ordinal))
        {
            using var recording = JsonDocument.Parse(File.ReadAllBytes(file));
            var body = recording.RootElement.At("response.body");
            foreach (var item in body.At("value").ValueKind == JsonValueKind.Array ? body.ItemsAt("value") : [body])
            {
                if (item.ValueKind == JsonValueKind.Object
                    && ResourceId.TryParse(item.TextAt("id"), out var id)
                    && Guid.TryParse(id.SubscriptionId, out _)
                    && Types.Contains(id.Type))
                {
                    bodies.TryAdd(id, new ObservedResource(id, item.Clone()));
                }
            }
        }

        return [.. bodies.Values];
    }

    private static BaselineDocument Document()
    {
        var read = new BaselineReader(new FileDocumentSource(Repo.Root), ControlCatalogue.Product.All).Read("baseline.yaml");
        var document = Assert.IsType<BaselineDocument>(read.Value);
        return document with { Scope = document.Scope with { Exclusions = [] }, Exemptions = [] };
    }

    private static string? Find()
    {
        var folder = Path.Combine(Path.GetDirectoryName(Repo.Root) ?? "", "shared", "recordings");
        return Directory.Exists(folder) ? folder : null;
    }
}
