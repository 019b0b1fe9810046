namespace Acsa.Worker.Configuration;

/// <summary>How long what is finished is kept; 0 days = for ever. What is not finished is always kept.</summary>
/// <param name="ReceivedDays">Received files, since the last instance of their study and the last answer about its results.</param>
/// <param name="ResultDays">Result files, since the same.</param>
/// <param name="LedgerDays">Rows of studies none of whose files are kept any more.</param>
sealed record RetentionConfiguration(int ReceivedDays = 30, int ResultDays = 365, int LedgerDays = 3650);
