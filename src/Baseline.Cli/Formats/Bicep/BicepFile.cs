using System.Text;
using Baseline.Azure;
using Baseline.Cli.Formats.OtherTools;

namespace Baseline.Cli.Formats.Bicep;

/// <summary>A Bicep file with resources.</summary>
internal sealed class BicepFile
{
    private readonly PlannedWrites _all;
    private readonly BicepLayout _layout;
    private readonly BicepModule _module;
    private readonly StringBuilder _text = new();
    private readonly Dictionary<ResourceId, string> _existing = [];
    private readonly HashSet<string> _names;

    private BicepFile(PlannedWrites all, BicepLayout layout, BicepModule module)
    {
        _all = all;
        _layout = layout;
        _module = module;
        _names = new HashSet<string>(module.Writes.Select(write => write.Symbol), StringComparer.Ordinal) { "guid", "json" };
        _names.UnionWith(module.Parameters.Select(all.NameOf));
    }

    /// <summary>What a deployment to a scope is declared by.</summary>
    public static string TargetScope(DeploymentScope scope) => scope.Kind switch
    {
        ScopeKind.Tenant => "tenant",
        ScopeKind.ManagementGroup => "managementGroup",
        ScopeKind.Subscription => "subscription",
        ScopeKind.ResourceGroup => "resourceGroup",
        _ => throw new ArgumentOutOfRangeException(nameof(scope), scope.Kind, "Not a kind of scope."),
    };

    /// <summary>The file's text, from its scope on.</summary>
    public static string Text(PlannedWrites all, BicepLayout layout, BicepModule module) => new BicepFile(all, layout, module).Write();

    private string Write()
    {
        _text.Append("targetScope = '").Append(TargetScope(_module.Scope)).Append("'\n");
        foreach (var value in _module.Parameters)
        {
            _text.Append("\nparam ").Append(_all.NameOf(value)).Append(" string\n");
        }

        foreach (var write in _module.Writes)
        {
            Declare(write);
        }

        foreach (var value in _layout.Outputs(_module))
        {
            _text.Append("\noutput ").Append(_all.NameOf(value)).Append(" string = ")
                .Append(_all.Find(value.Change).Symbol).Append('.').Append(value.Path).Append('\n');
        }

        return _text.ToString();
    }

    private void Declare(PlannedWrite write)
    {
        var owner = write.Resource.Parent is { } parent && !DeploymentScope.Is(parent) ? SymbolOf(parent, write) : null;
        _text.Append("\n// ").Append(write.Title).Append('\n');
        foreach (var needed in _all.Needed(write).Where(needed => _layout.Obstacle(needed) is not null))
        {
            _text.Append("// Only after ").Append(needed.Change.Id).Append(", which is made by hand.\n");
        }

        var syntax = new BicepSyntax(_all, _module, write);
        _text.Append("resource ").Append(write.Symbol).Append(' ').Append(BicepText.Quoted(write.VersionedType)).Append(" = {\n");
        if (owner is not null)
        {
            _text.Append("  ").Append(OwnerWord(write.Resource)).Append(": ").Append(owner).Append('\n');
        }

        _text.Append("  name: ").Append(syntax.Text(write.Resource.Name)).Append('\n');
        var members = write.Change.Body.EnumerateObject().Where(member => member.Name is not ("id" or "name" or "type"));
        _text.Append(new NestedValue(syntax).Members(members, indent: 2));
        var others = Others(write, owner).ToList();
        if (others.Count > 0)
        {
            _text.Append("  dependsOn: [\n");
            foreach (var other in others)
            {
                _text.Append("    ").Append(other).Append('\n');
            }

            _text.Append("  ]\n");
        }

        _text.Append("}\n");
    }

    /// <summary>The resources of this file that it waits for, without those that it names.</summary>
    private IEnumerable<string> Others(PlannedWrite write, string? owner)
    {
        var named = _all.References(write).Select(value => _all.Find(value.Change).Symbol).ToHashSet(StringComparer.Ordinal);
        return _all.Needed(write).Where(_module.Has).Select(needed => needed.Symbol)
            .Where(symbol => symbol != owner && !named.Contains(symbol)).Distinct();
    }

    /// <summary>What a resource is called here that others belong to; it is declared as existing where the plan does not make it.</summary>
    private string SymbolOf(ResourceId resource, PlannedWrite write)
    {
        if (_module.Declaring(resource) is { } made)
        {
            return made.Symbol;
        }

        if (_existing.TryGetValue(resource, out var known))
        {
            return known;
        }

        var owner = resource.Parent is { } parent && !DeploymentScope.Is(parent) ? SymbolOf(parent, write) : null;
        var symbol = Free(BicepText.Symbol(resource.Name));
        _existing[resource] = symbol;
        var type = $"{TypeOf(resource, write)}@{_layout.VersionOf(resource, write)}";
        _text.Append("\nresource ").Append(symbol).Append(' ').Append(BicepText.Quoted(type)).Append(" existing = {\n");
        if (owner is not null)
        {
            _text.Append("  ").Append(OwnerWord(resource)).Append(": ").Append(owner).Append('\n');
        }

        _text.Append("  name: ").Append(BicepText.Quoted(resource.Name)).Append("\n}\n");
        return symbol;
    }

    /// <summary>The type in Azure's spelling, as far as it is known.</summary>
    private string TypeOf(ResourceId resource, PlannedWrite write) =>
        write.Change.Type.StartsWith($"{resource.Type}/", StringComparison.OrdinalIgnoreCase)
            ? write.Change.Type[..resource.Type.Length]
            : _all.Types.Find(resource.Type)?.Name ?? resource.Type;

    private string Free(string wanted)
    {
        var name = wanted;
        for (var number = 2; !_names.Add(name); number++)
        {
            name = $"{wanted}_{number}";
        }

        return name;
    }

    /// <summary>A child has a parent; what is attached to any resource, such as a diagnostic setting, has a scope.</summary>
    private static string OwnerWord(ResourceId resource) =>
        resource.Parent is { } parent && resource.Type.StartsWith($"{parent.Type}/", StringComparison.Ordinal) ? "parent" : "scope";
}
