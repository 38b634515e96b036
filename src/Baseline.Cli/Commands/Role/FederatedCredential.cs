using Baseline.Cli.Output;

namespace Baseline.Cli.Commands.Role;

/// <summary>A federated credential of an app: whose tokens Microsoft Entra takes for a sign-in as the app.</summary>
/// <param name="App">The shell's variable that holds the app's id.</param>
/// <param name="Name">Its name, the only one of the app.</param>
/// <param name="Issuer">Who issues the tokens.</param>
/// <param name="Subject">What they say of the job, to the letter.</param>
internal sealed record FederatedCredential(string App, string Name, string Issuer, string Subject)
{
    /// <summary>What every such token is for.</summary>
    public const string Audience = "api://AzureADTokenExchange";

    /// <summary>The command that creates it.</summary>
    public string Command() =>
        $"az ad app federated-credential create --id \"${App}\" --output none --parameters {ShellText.Word(Json().TrimEnd('\n'))}";

    private string Json() => IndentedJson.Text(writer =>
    {
        writer.WriteStartObject();
        writer.WriteString("name", Name);
        writer.WriteString("issuer", Issuer);
        writer.WriteString("subject", Subject);
        writer.WriteStartArray("audiences");
        writer.WriteStringValue(Audience);
        writer.WriteEndArray();
        writer.WriteEndObject();
    });
}
