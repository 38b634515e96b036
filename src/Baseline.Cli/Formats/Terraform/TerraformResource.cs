using System.Text;
using System.Text.Json;
using Baseline.Azure;
using Baseline.Cli.Formats.OtherTools;
using Baseline.Controls;
using Baseline.Json;

namespace Baseline.Cli.Formats.Terraform;

/// <summary>A change as a resource of the provider azapi.</summary>
/// <param name="all">The changes of the plan.</param>
/// <param name="write">The change.</param>
internal sealed class TerraformResource(PlannedWrites all, PlannedWrite write)
{
    // The provider has attributes and a block of its own for these.
    private static readonly string[] Apart = ["id", "name", "type", "location", "tags", "identity"];

    private readonly HclSyntax _syntax = new(all, write);
    private readonly StringBuilder _text = new();

    /// <summary>The resource, and before it the import of what is there already.</summary>
    public string Text()
    {
        if (write is { Kind: WriteKind.Whole, Change.Action: ChangeAction.Update })
        {
            Block("import",
            [
                ("to", HclSyntax.AddressOf(write)),
                ("id", HclSyntax.Quoted($"{write.Resource.Text}?api-version={write.Change.ApiVersion}")),
            ]);
            _text.Append('\n');
        }

        _text.Append("# ").Append(write.Title).Append('\n');
        foreach (var line in PlannedWrites.Differences(write))
        {
            _text.Append("#   ").Append(line).Append('\n');
        }

        if (write.Fault is { } fault)
        {
            return _text.Append("#   Left out: ").Append(fault).Append('\n').ToString();
        }

        var attributes = write.Kind switch
        {
            WriteKind.Whole => Whole(),
            WriteKind.Part => Part(),
            WriteKind.Removal or WriteKind.Action or WriteKind.Unclear => Request(),
            _ => throw new InvalidOperationException($"{write.Kind} is not a kind of write."),
        };
        Block($"resource \"{HclSyntax.ResourceOf(write)}\" \"{write.Symbol}\"", [.. attributes, .. Values(), .. Order()], Identity());
        return _text.ToString();
    }

    private IEnumerable<(string Name, string Value)> Whole()
    {
        yield return ("type", HclSyntax.Quoted(write.VersionedType));
        yield return ("parent_id", HclSyntax.Quoted(write.Resource.Parent?.Text ?? "/"));
        yield return ("name", _syntax.Text(write.Resource.Name));
        var members = write.HasObject ? write.Change.Body.EnumerateObject().ToList() : [];
        foreach (var member in members.Where(member => member.Name is "location" or "tags"))
        {
            yield return (member.Name, Value(member.Value));
        }

        var body = members.Where(member => !Apart.Contains(member.Name)).ToList();
        if (body.Count > 0)
        {
            yield return ("body", $"{{\n{new NestedValue(_syntax).Members(body, indent: 4)}  }}");
        }
    }

    private IEnumerable<(string Name, string Value)> Part()
    {
        yield return ("type", HclSyntax.Quoted(write.VersionedType));
        yield return ("resource_id", _syntax.Text(write.Resource.Text));
        if (write.Body is { } body)
        {
            yield return ("body", Value(body));
        }
    }

    /// <summary>A request that makes no resource.</summary>
    private IEnumerable<(string Name, string Value)> Request()
    {
        var isBelow = write.Kind == WriteKind.Action && write.Resource != write.Subject && write.Resource.IsAtOrBelow(write.Subject);
        var (type, subject, action) = isBelow
            ? (TypeOf(write.Subject), write.Subject.Text, write.Resource.Text[(write.Subject.Text.Length + 1)..])
            : (write.Change.Type, write.Resource.Text, "");
        yield return ("type", HclSyntax.Quoted($"{type}@{write.Change.ApiVersion}"));
        yield return ("resource_id", _syntax.Text(subject));
        if (action.Length > 0)
        {
            yield return ("action", _syntax.Text(action));
        }

        yield return ("method", HclSyntax.Quoted(write.Change.Method));
        if (write.IsConditional)
        {
            yield return ("headers", "{ \"If-Match\" = \"*\" }");
        }

        if (write.Body is { } body)
        {
            yield return ("body", Value(body));
        }
    }

    private string TypeOf(ResourceId resource) => all.Types.Find(resource.Type)?.Name ?? resource.Type;

    private void Block(string head, IEnumerable<(string Name, string Value)> attributes, string rest = "") =>
        _text.Append(head).Append(" {\n").Append(new NestedValue(_syntax).Lines([.. attributes], indent: 2)).Append(rest).Append("}\n");

    /// <summary>The identities of a resource have a block, and no place in its body.</summary>
    private string Identity()
    {
        var identity = write.Kind == WriteKind.Whole ? write.Change.Body.At("identity") : default;
        if (identity.TextAt("type") is not { } type)
        {
            return "";
        }

        List<(string, string)> attributes = [("type", HclSyntax.Quoted(type))];
        var ids = identity.MembersAt("userAssignedIdentities").Select(member => _syntax.Text(member.Name)).ToList();
        if (ids.Count > 0)
        {
            attributes.Add(("identity_ids", List(ids)));
        }

        return $"\n  identity {{\n{new NestedValue(_syntax).Lines(attributes, indent: 4)}  }}\n";
    }

    private IEnumerable<(string Name, string Value)> Values() => all.ReferencesTo(write) is { Count: > 0 } values
        ? [("response_export_values", List(values.Select(value => HclSyntax.Quoted(value.Path))))]
        : [];

    private IEnumerable<(string Name, string Value)> Order() => all.Needed(write).ToList() is { Count: > 0 } needed
        ? [("depends_on", List(needed.Select(HclSyntax.AddressOf)))]
        : [];

    private string Value(JsonElement value) => new NestedValue(_syntax).Of(value, indent: 2);

    private static string List(IEnumerable<string> items) => $"[{string.Join(", ", items)}]";
}
