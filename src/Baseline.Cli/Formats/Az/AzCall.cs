using System.Text;
using System.Text.Json;
using Baseline.Azure;
using Baseline.Azure.RoleAssignments;
using Baseline.Cli.Formats.OtherTools;
using Baseline.Cli.Output;

namespace Baseline.Cli.Formats.Az;

/// <summary>One change as a call of <c>az rest</c>.</summary>
/// <param name="all">The changes of the plan.</param>
/// <param name="write">The change.</param>
internal sealed class AzCall(PlannedWrites all, PlannedWrite write)
{
    // Readable, and with every character spelled out that is not ASCII or that a shell could take for a quote.
    private static readonly JsonWriterOptions Indented = new() { Indented = true };

    /// <summary>The lines of the script.</summary>
    public string Text()
    {
        // What is told while the script runs may be read by a build server, and so may the script itself where it is printed there.
        var title = HostCommands.Broken(write.Title);
        var text = new StringBuilder("# ").Append(title).Append('\n');
        foreach (var line in PlannedWrites.Differences(write))
        {
            text.Append("#   ").Append(HostCommands.Broken(line)).Append('\n');
        }

        if (write.Fault is { } fault)
        {
            return text.Append("#   Left out: ").Append(HostCommands.Broken(fault)).Append('\n').ToString();
        }

        foreach (var reference in all.References(write).Where(reference => reference.IsGuid))
        {
            text.Append(GuidName).Append("=$(name_guid ").Append(ShellWord.Quoted($"{RoleAssignmentName.SeedOf(write.Change.ToWrite())}|"))
                .Append(Value(reference)).Append(")\n");
        }

        text.Append("echo ").Append(ShellWord.Quoted(title)).Append(" >&2\n");
        return text.Append(Call()).ToString();
    }

    /// <summary>The call, with what puts the values of its answer that later calls need into variables.</summary>
    private string Call()
    {
        switch (all.ReferencesTo(write))
        {
            case []:
                return $"{Command("--output none")}\n";
            case [var one]:
                return $"{all.NameOf(one)}=$({Command($"--query {one.Path} --output tsv")})\n";
            case var several:
                var query = ShellWord.Quoted($"[{string.Join(", ", several.Select(value => value.Path))}]");
                var reads = string.Join("; ", several.Select(value => $"read -r {all.NameOf(value)}"));
                return $"{write.Symbol}=$({Command($"--query {query} --output tsv")})\n{{ {reads}; }} <<<\"${write.Symbol}\"\n";
        }
    }

    private string GuidName => $"{write.Symbol}_name";

    private string Command(string output)
    {
        var body = write.Body is { } value ? $" --body {Words(HostCommands.BrokenData(Json(value)), piece => piece)}" : "";
        var header = write.IsConditional ? " --headers 'If-Match=*'" : "";
        return $"az rest --method {ShellWord.Quoted(write.Change.Method.ToLowerInvariant())} --url {Url()} {output}{header}{body}";
    }

    private string Url()
    {
        var query = $"?api-version={Uri.EscapeDataString(write.Change.ApiVersion)}";
        return all.Pieces(write.Resource.Text, write) is [{ Reference: null, Text: var path }]
            ? ShellWord.Quoted(Encoded(path) + query)
            : Words(write.Resource.Text, Encoded) + ShellWord.Quoted(query);
    }

    private static string Encoded(string path) => string.Join('/', path.Split('/').Select(Uri.EscapeDataString));

    /// <summary>A text as one word of the shell, in which references are values of variables.</summary>
    private string Words(string text, Func<string, string> plain) => string.Concat(all.Pieces(text, write).Select(piece =>
        piece.Reference is not { } reference ? ShellWord.Quoted(plain(piece.Text))
        : reference.IsGuid ? $"\"${{{GuidName}}}\""
        : Value(reference)));

    /// <summary>A value that an earlier call brought; without one the script ends.</summary>
    private string Value(ReferencedValue reference) => $"\"${{{all.NameOf(reference)}:?}}\"";

    private static string Json(JsonElement value)
    {
        using var stream = new MemoryStream();
        using (var writer = new Utf8JsonWriter(stream, Indented))
        {
            value.WriteTo(writer);
        }

        return Encoding.UTF8.GetString(stream.ToArray());
    }
}
