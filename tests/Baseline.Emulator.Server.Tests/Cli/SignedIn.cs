namespace Baseline.Emulator.Server.Tests.Cli;

/// <summary>Runs the built tool as a process that has one way to sign in.</summary>
internal static class SignedIn
{
    /// <summary>The variables of a way to sign in, by its name on the command line.</summary>
    public static Dictionary<string, string> Variables(EmulatorServer server, string credential)
    {
        var variables = new Dictionary<string, string>
        {
            ["SSL_CERT_FILE"] = server.CaFile,
            ["AZURE_AUTHORITY_HOST"] = server.Endpoint.ToString(),
        };
        if (credential is "managed")
        {
            variables["IDENTITY_ENDPOINT"] = new Uri(server.Endpoint, "/msi/token").ToString();
            variables["IDENTITY_HEADER"] = server.Credentials.IdentityHeader;
            return variables;
        }

        variables["AZURE_TENANT_ID"] = server.Credentials.TenantId;
        variables["AZURE_CLIENT_ID"] = Caller.ClientId;
        if (credential is "workload")
        {
            variables["AZURE_FEDERATED_TOKEN_FILE"] = server.FederatedTokenFile;
        }
        else
        {
            variables["AZURE_CLIENT_SECRET"] = server.Credentials.ClientSecret;
        }

        return variables;
    }

    public static Task<Ran> RunAsync(ServedEstate served, string credential, params string[] args) =>
        RunAsync(served, credential, Variables(served.Server, credential), args);

    public static Task<Ran> RunAsync(
        ServedEstate served, string credential, Dictionary<string, string> variables, params string[] args) =>
        Executable.RunAsync(
            "baseline",
            served.Folder,
            variables,
            [.. args, "--endpoint", served.Server.Endpoint.ToString(), "--credential", credential]);
}
